"""indexes_python.py KIND PORT ROOT: Python's servers with index pages, beside the standard library's."""
import sys

kind, port, root = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if kind == "aiohttp":
    from aiohttp import web

    app = web.Application()
    app.router.add_static("/", root, show_index=True)
    web.run_app(app, host="127.0.0.1", port=port, print=None)
elif kind == "inetd":  # micro_httpd uses its standard input and output
    import socketserver
    import subprocess

    class Inetd(socketserver.BaseRequestHandler):
        def handle(self):
            subprocess.run(["/usr/sbin/micro-httpd", root], stdin=self.request, stdout=self.request, stderr=subprocess.DEVNULL)

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    socketserver.ThreadingTCPServer(("127.0.0.1", port), Inetd).serve_forever()
