/** What can be looked at without a download, by the names of files. */
const PICTURE = /\.(png|jpe?g|gif)$/i;
const FITS = /\.(fits?|fts|ftz|img|evt|lc|pha|pi|hk|orb|att|mkf|cat|rmf|arf)(\.(gz|fz))?$|\.fz$/i;
const FITS_IMAGE = /(\.img|(^|[^a-z])(img|image|sk|mosaic|map|drz|sci|cutout)[^/]*\.(fits?|fts))(\.(gz|fz))?$|\.fits?\.fz$/i;
const FITS_TABLE = /\.(evt|lc|pha|pi|hk|orb|att|mkf|cat|rmf|arf)(\.(gz|fz))?$/i;
/** Larger pictures are shown one by one only. */
const MOST_BYTES = 1 << 20;

/** Whether a browser shows it itself. */
export const isPicture = (path) => PICTURE.test(path);

export const isViewable = (path) => PICTURE.test(path) || FITS.test(path);

/** Whether its name says that it is an image, of any kind. */
export const isImage = (path) => PICTURE.test(path) || FITS_IMAGE.test(path);

/** Whether a file that is here has a small picture among others; one made by the service is always small. */
export const hasThumbnail = ({ path, bytes, image }) => image && (!isPicture(path) || (bytes !== null && bytes <= MOST_BYTES));

/** How a file is shown at first: picture, headers, histogram or curve. */
export function firstShape(path) {
  if (!FITS_TABLE.test(path)) {
    return 'picture';
  }
  return /\.evt/i.test(path) ? 'histogram' : /\.lc/i.test(path) ? 'curve' : 'headers';
}
