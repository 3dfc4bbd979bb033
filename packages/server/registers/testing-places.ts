/** Places on the map for tests, in degrees; about 111 m a thousandth of a degree of latitude. */
export const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })

/** A square field whose south-west corner is given. */
export const box = (lon: number, lat: number, size = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
