/** What can be looked at without a download, by the names of files. */
const PICTURE = /\.(png|jpe?g|gif)$/i;
const FITS = /\.(fits?|fts|ftz|img|evt|lc|pha|pi|hk|orb|att|mkf|cat|rmf|arf)(\.(gz|fz))?$|\.fz$/i;

/** Whether a browser shows it itself. */
export const isPicture = (path) => PICTURE.test(path);

export const isViewable = (path) => PICTURE.test(path) || FITS.test(path);
