export const settings = {
  PORT: port.default(8080),
  UNEFOIS_NEW: list
    .transform(first)
    .optional(),
} as const
