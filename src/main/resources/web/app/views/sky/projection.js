import { RAD, position } from './coordinates.js';

const ROOT8 = Math.sqrt(8);
/** Nearer to the horizon of a tangent plane than this (cosine of the distance) nothing is drawn. */
const HORIZON = 0.02;

/**
 * The sky on a plane: x to the east, y to the north, one radian at the centre being one unit. 'tangent' is the
 * gnomonic projection (TAN of FITS WCS, paper II 5.1.3) around any centre; 'sky' shows all of it, after Hammer
 * and Aitoff (AIT, 5.3.1), around a centre on the equator.
 */
export class Projection {
  /** @param {'tangent'|'sky'} kind */
  constructor(kind, raDeg, decDeg) {
    this.kind = kind;
    this.raDeg = raDeg;
    this.decDeg = kind === 'sky' ? 0 : decDeg;
    const [sinRa, cosRa] = [Math.sin(raDeg * RAD), Math.cos(raDeg * RAD)];
    const [sinDec, cosDec] = [Math.sin(this.decDeg * RAD), Math.cos(this.decDeg * RAD)];
    this.ahead = [cosDec * cosRa, cosDec * sinRa, sinDec];
    this.east = [-sinRa, cosRa, 0];
    this.north = [-sinDec * cosRa, -sinDec * sinRa, cosDec];
  }

  /** Puts x and y of a unit vector into `out`; false where the plane does not show it. */
  forward(vx, vy, vz, out) {
    const { ahead, east, north } = this;
    const c = vx * ahead[0] + vy * ahead[1] + vz * ahead[2];
    const e = vx * east[0] + vy * east[1];
    const n = vx * north[0] + vy * north[1] + vz * north[2];
    if (this.kind === 'tangent') {
      if (!(c > HORIZON)) {
        return false;
      }
      out[0] = e / c;
      out[1] = n / c;
      return true;
    }
    return hammer(c, e, n, out);
  }

  /** The position shown at (x, y), or null where the plane shows none. */
  inverse(x, y) {
    const { ahead, east, north } = this;
    let [c, e, n] = [1, x, y];
    if (this.kind === 'sky') {
      if (x * x / 8 + y * y / 2 > 1) {
        return null;
      }
      const z = Math.sqrt(1 - x * x / 16 - y * y / 4);
      const along = 2 * Math.atan2(z * x, 2 * (2 * z * z - 1));
      n = z * y;
      const across = Math.sqrt(Math.max(0, 1 - n * n));
      c = across * Math.cos(along);
      e = across * Math.sin(along);
    }
    return position([0, 1, 2].map((axis) => c * ahead[axis] + e * east[axis] + n * north[axis]));
  }
}

/** Half angles by algebra rather than trigonometry, each from the term that does not cancel. */
function hammer(c, e, n, out) {
  const across = Math.hypot(c, e);
  let halfSin = 0;
  let halfCos = 1;
  if (across > 0) {
    const cos = c / across;
    const sin = e / across;
    if (cos >= 0) {
      halfCos = Math.sqrt((1 + cos) / 2);
      halfSin = sin / (2 * halfCos);
    } else {
      halfSin = Math.sqrt((1 - cos) / 2) * (sin < 0 ? -1 : 1);
      halfCos = Math.abs(sin / (2 * halfSin));
    }
  }
  const scale = 1 / Math.sqrt(1 + across * halfCos);
  out[0] = ROOT8 * across * halfSin * scale;
  out[1] = Math.SQRT2 * n * scale;
  return c === c;
}
