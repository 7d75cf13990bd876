/**
 * Text of others, made harmless for a terminal: control characters could move the cursor, recolour or type for the
 * reader, and marks of direction could make a line read otherwise than it is.
 */
export const plainText = (text: string): string =>
  text.replaceAll(/[\t\r\n]+/g, ' ').replaceAll(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '\ufffd')
