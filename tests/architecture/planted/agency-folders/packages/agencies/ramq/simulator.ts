export const simulator = {}
