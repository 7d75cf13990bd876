export const addressChange = {}
