const HIGHEST = 29;
/**
 * The cells of a MOC in ASCII (MOC 2.0, 4.3.2), [{order, first, last}], nested numbers of HEALPix; none of a text that is
 * not one.
 */
export function parseMoc(text) {
  const ranges = [];
  let order = -1;
  for (const word of text.trim().split(/[\s,]+/)) {
    const item = /^(?:(\d{1,2})\/)?(?:(\d{1,15})(?:-(\d{1,15}))?)?$/.exec(word);
    if (!item) {
      return [];
    }
    order = item[1] === undefined ? order : Number(item[1]);
    if (item[2] !== undefined) {
      const [first, last] = [Number(item[2]), Number(item[3] ?? item[2])];
      if (order < 0 || order > HIGHEST || last < first || last >= 12 * 4 ** order) {
        return [];
      }
      ranges.push({ order, first, last });
    }
  }
  return ranges;
}
