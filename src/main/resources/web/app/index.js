import './theme.css';
import { applyTheme } from './theme.js';
import './app.js';

applyTheme();
