import { isHere } from '../../model/files.js';
import { isViewable } from '../../model/previews.js';

/** Shows a file in the part's viewer, and with the next ones all others of the observation that can be shown. */
export async function viewFiles(part, lane, path) {
  await import('./viewer.js');
  const paths = lane.files.filter((file) => isHere(file) && isViewable(file.path)).map((file) => file.path).sort();
  await part.updateComplete;
  await part.renderRoot.querySelector('voyage-viewer').show(part.model.id, paths, paths.indexOf(path));
}
