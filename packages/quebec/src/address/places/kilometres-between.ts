type Position = { readonly latitude: number; readonly longitude: number }

const radians = (degrees: number): number => (degrees * Math.PI) / 180
const kilometresPerRadian = 6371

/** As the crow flies on a plane tangent to the globe: good to 1 % over 200 km. Degrees in, kilometres out. */
export const kilometresBetween = (one: Position, other: Position): number => {
  const north = radians(one.latitude - other.latitude)
  const east =
    radians(one.longitude - other.longitude) * Math.cos(radians((one.latitude + other.latitude) / 2))
  return Math.hypot(north, east) * kilometresPerRadian
}
