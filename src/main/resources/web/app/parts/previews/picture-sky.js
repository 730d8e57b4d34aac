import { RAD, raDifference, wrapRa } from '../../views/sky/coordinates.js';

const DEG = 1 / RAD;

/** Distance from the reference point, degrees, by its native latitude, and the other way (FITS WCS, paper II, 5.1); null where there is none. */
const PROJECTIONS = {
  TAN: [(theta) => (theta > 1e-6 ? DEG / Math.tan(theta) : null), (far) => Math.atan2(DEG, far)],
  SIN: [(theta) => (theta >= 0 ? DEG * Math.cos(theta) : null), (far) => (far <= DEG ? Math.acos(far * RAD) : null)],
  ARC: [(theta) => 90 - theta * DEG, (far) => (far <= 180 ? (90 - far) * RAD : null)],
  STG: [(theta) => (theta > -Math.PI / 2 ? 2 * DEG * Math.tan(Math.PI / 4 - theta / 2) : null), (far) => Math.PI / 2 - 2 * Math.atan((far * RAD) / 2)],
  ZEA: [
    (theta) => 2 * DEG * Math.sin(Math.PI / 4 - theta / 2),
    (far) => (far <= 2 * DEG ? Math.PI / 2 - 2 * Math.asin((far * RAD) / 2) : null),
  ],
};

/**
 * The sky in a picture that the service has made of an image, as `preview=wcs` describes it: a view for the lines of a grid
 * (raDeg and decDeg are longitude and latitude in the picture's own frame), x to the right and y down.
 */
export class PictureSky {
  kind = 'picture';

  /** @param span the longer side of the view, whatever the size of the picture: the larger, the more lines */
  constructor(wcs, span = 1000) {
    this.wcs = wcs;
    const [across, up] = [wcs.width, wcs.height].map((pixels) => Math.ceil(pixels / wcs.step));
    /** Units of the view in a point of the picture. */
    this.unit = span / Math.max(across, up);
    [this.width, this.height] = [across * this.unit, up * this.unit];
    [this.radius, this.latitude] = PROJECTIONS[wcs.projection];
    const [[a, b], [c, d]] = wcs.matrix;
    this.determinant = a * d - b * c;
    this.degPerPixel = (Math.sqrt(Math.abs(this.determinant)) * wcs.step) / this.unit;
    this.sinPole = Math.sin(wcs.referenceLatDeg * RAD);
    this.cosPole = Math.cos(wcs.referenceLatDeg * RAD);
    this.centre = this.toSky(this.width / 2, this.height / 2) ?? { raDeg: wcs.referenceLonDeg, decDeg: wcs.referenceLatDeg };
  }

  get isEquatorial() {
    return ['ICRS', 'FK5', 'FK4'].includes(this.wcs.frame);
  }

  holds(place, room = 0) {
    return place !== null && place[0] >= -room && place[1] >= -room && place[0] <= this.width + room && place[1] <= this.height + room;
  }

  /** The position at a place of the view, or null. */
  toSky(x, y) {
    const { wcs, unit } = this;
    const across = (x / unit) * wcs.step + 0.5 - wcs.referencePixel[0];
    const up = ((this.height - y) / unit) * wcs.step + 0.5 - wcs.referencePixel[1];
    const [[a, b], [c, d]] = wcs.matrix;
    const [east, north] = [a * across + b * up, c * across + d * up];
    const theta = this.latitude(Math.hypot(east, north));
    if (theta === null) {
      return null;
    }
    const turn = Math.atan2(east, -north) - wcs.poleLonDeg * RAD;
    const [lonDeg, decDeg] = this.#turned(turn, Math.sin(theta), Math.cos(theta));
    return { raDeg: wrapRa(wcs.referenceLonDeg + lonDeg), decDeg };
  }

  /** The place of a position in the view, or null where the projection has none. */
  toScreen(lonDeg, latDeg) {
    const { wcs, unit } = this;
    const [lat, lon] = [latDeg * RAD, raDifference(lonDeg, wcs.referenceLonDeg) * RAD];
    const [turnDeg, thetaDeg] = this.#turned(lon, Math.sin(lat), Math.cos(lat));
    const far = this.radius(thetaDeg * RAD);
    if (far === null) {
      return null;
    }
    const phi = (turnDeg + wcs.poleLonDeg) * RAD;
    const [east, north] = [far * Math.sin(phi), -far * Math.cos(phi)];
    const [[a, b], [c, d]] = wcs.matrix;
    const across = (d * east - b * north) / this.determinant + wcs.referencePixel[0] - 0.5;
    const up = (a * north - c * east) / this.determinant + wcs.referencePixel[1] - 0.5;
    return [(across / wcs.step) * unit, this.height - (up / wcs.step) * unit];
  }

  /** From native to celestial coordinates around the pole, or the other way (paper II, 2.3): the same formula. Degrees. */
  #turned(turn, sinLat, cosLat) {
    const along = Math.atan2(-cosLat * Math.sin(turn), sinLat * this.cosPole - cosLat * this.sinPole * Math.cos(turn));
    const lat = Math.asin(Math.max(-1, Math.min(1, sinLat * this.sinPole + cosLat * this.cosPole * Math.cos(turn))));
    return [along * DEG, lat * DEG];
  }
}
