// The site's own scripts. Every one adds comfort to something that works without it.
import "./theme.js";
import "./menus.js";
import "./dialogs.js";
import "./drafts.js";
import "./counter.js";
import "./selection.js";
import "./sortable.js";
import "./scrollers.js";
import "./submits.js";
import "./live.js";
