/** The parts of a search on the screen: loaded with the first one, so that an empty page comes at once. */
import './choice.js';
import './files.js';
import './head.js';
import './notices.js';
import './snippets.js';
import './steps.js';
import './take.js';
import './upkeep.js';
import './views.js';
