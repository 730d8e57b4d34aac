// indexes_servers.js KIND PORT ROOT: servers of npm with index pages that have no command of their own.
const [,, kind, port, root] = process.argv, path = require('path'), http = require('http')
const M = process.env.NODE_MODULES, need = n => require(path.join(M, n))
const listen = h => http.createServer(h).listen(+port, '127.0.0.1')
if (kind === 'serve-handler') { const h = need('serve-handler'); listen((q, s) => h(q, s, {public: root})) }
if (kind === 'serve-index') { const e = need('express'), a = e(); a.use(e.static(root, {dotfiles: 'allow'}), need('serve-index')(root, {hidden: true, icons: false})); a.listen(+port, '127.0.0.1') }
if (kind === 'serve-index-details') { const e = need('express'), a = e(); a.use(e.static(root), need('serve-index')(root, {icons: true, view: 'details'})); a.listen(+port, '127.0.0.1') }
if (kind === 'ecstatic') listen(need('ecstatic')({root, showDir: true}))
