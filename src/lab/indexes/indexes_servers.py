"""The servers for indexes.py, each with the command that serves one directory on one port of 127.0.0.1.

INDEXES_NODE, INDEXES_JARS, INDEXES_PYTHON and INDEXES_GO name where npm's, Maven's, pip's and Go's servers are installed.
"""
import os
import re
import shutil
import subprocess
import sys

NODE = os.environ.get("INDEXES_NODE", "node_modules")
JARS = os.environ.get("INDEXES_JARS", "lib")
VENV = os.environ.get("INDEXES_PYTHON", sys.executable)
GO = os.environ.get("INDEXES_GO", "go-fileserver")
HERE = os.path.dirname(os.path.abspath(__file__))
JDK = os.environ.get("INDEXES_JDK", os.environ.get("JAVA_HOME", ""))


class Server:
    def __init__(self, name, version, licence, command, prefix="/", env=None):
        self.name, self.version, self.licence, self.command, self.prefix, self.env = name, version, licence, command, prefix, env or {}


def debian(package):
    text = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True).stdout
    return re.sub(r"^\d+:|[-+~].*", "", text)


def npm(package):
    try:
        with open(os.path.join(NODE, package, "package.json")) as f:
            return re.search(r'"version": *"([^"]+)"', f.read())[1]
    except OSError:
        return "?"


def written(work, name, text):
    path = os.path.join(work, name)
    with open(path, "w") as f:
        f.write(text)
    return path


def apache(work, name, lines, files=None):
    mods = "/usr/lib/apache2/modules/mod_"
    load = "".join(f"LoadModule {m}_module {mods}{m}.so\n" for m in ("mpm_event", "authz_core", "autoindex", "alias", "mime", "dir"))

    def command(port, root):
        for file, text in (files or {}).items():
            written(root, file, text)
        conf = written(work, name + ".conf", f"""ServerName 127.0.0.1
ServerRoot {work}
PidFile {work}/{name}.pid
Mutex pthread
ErrorLog {work}/{name}.error
Listen 127.0.0.1:{port}
{load}TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
Require all granted
Options Indexes FollowSymLinks
{lines}
</Directory>
""")
        return ["/usr/sbin/apache2", "-X", "-f", conf]
    return Server(name, "Apache httpd " + debian("apache2"), "Apache-2.0", command)


def nginx(work, name, version, lines, load=""):
    def command(port, root):
        conf = written(work, name + ".conf", f"""{load}daemon off; master_process off; pid {work}/{name}.pid; error_log stderr;
events {{}}
http {{ access_log off; client_body_temp_path {work}/{name}.body; proxy_temp_path {work}/{name}.proxy; fastcgi_temp_path {work}/{name}.fcgi; uwsgi_temp_path {work}/{name}.uwsgi; scgi_temp_path {work}/{name}.scgi;
server {{ listen 127.0.0.1:{port}; root {root}; location / {{ {lines} }} }} }}
""")
        return ["/usr/sbin/nginx", "-c", conf, "-e", "stderr"]
    return Server(name, version, "BSD-2-Clause", command)


def lighttpd(work, name, lines):
    def command(port, root):
        conf = written(work, name + ".conf", f"""server.modules = ("mod_dirlisting")
server.document-root = "{root}"
server.port = {port}
server.bind = "127.0.0.1"
dir-listing.activate = "enable"
{lines}
""")
        return ["/usr/sbin/lighttpd", "-D", "-f", conf]
    return Server(name, "lighttpd " + debian("lighttpd"), "BSD-3-Clause", command)


def node(kind, package, licence):
    return Server(kind, f"npm {package} {npm(package)}", licence, lambda port, root: ["node", os.path.join(HERE, "indexes_servers.js"), kind, str(port), root], env={"NODE_MODULES": os.path.abspath(NODE)})


def npm_bin(name, package, script, arguments, licence):
    return Server(name, f"npm {package} {npm(package)}", licence, lambda port, root: ["node", os.path.join(NODE, package, script)] + [a.format(port=port, root=root) for a in arguments])


def java(kind, version, licence):
    jdk = os.path.join(JDK, "bin", "java") if JDK else "java"
    return Server(kind, version, licence, lambda port, root: [jdk, "-cp", os.path.join(JARS, "*"), os.path.join(HERE, "IndexServers.java"), kind, str(port), root])


def pip(kind, version, licence):
    return Server(kind, version, licence, lambda port, root: [VENV, os.path.join(HERE, "indexes_python.py"), kind, str(port), root])


def all_of(work):
    around = {"HEADER.html": "<html><head><title>Level 1 products</title></head><body><h2>Level 1 products</h2>\n", "FOOTER.html": '<hr>Questions: archive desk, <a href="http://archive.example/help">help</a>\n'}
    yield apache(work, "apache-plain", "")
    yield apache(work, "apache-fancy", "IndexOptions FancyIndexing VersionSort\nAddIcon /icons/folder.gif ^^DIRECTORY^^\nDefaultIcon /icons/unknown.gif")
    yield apache(work, "apache-wide", "IndexOptions FancyIndexing NameWidth=* FoldersFirst SuppressDescription\nIndexIgnoreReset ON\nIndexIgnore ..")
    yield apache(work, "apache-table", "IndexOptions FancyIndexing HTMLTable XHTML IconsAreLinks\nDefaultIcon /icons/unknown.gif")
    yield apache(work, "apache-nosort", "IndexOptions FancyIndexing SuppressColumnSorting SuppressIcon UseOldDateFormat")
    yield apache(work, "apache-preamble", "IndexOptions FancyIndexing SuppressHTMLPreamble\nHeaderName /HEADER.html\nReadmeName /FOOTER.html", around)
    yield apache(work, "apache-x-gzip", "IndexOptions FancyIndexing HTMLTable\nAddEncoding x-gzip .gz")
    yield nginx(work, "nginx", "nginx " + debian("nginx"), "autoindex on;")
    yield nginx(work, "nginx-exact", "nginx " + debian("nginx"), "autoindex on; autoindex_exact_size off; autoindex_localtime on;")
    yield nginx(work, "nginx-fancyindex", "ngx-fancyindex " + debian("libnginx-mod-http-fancyindex"), "fancyindex on; fancyindex_exact_size off;", "load_module /usr/lib/nginx/modules/ngx_http_fancyindex_module.so;\n")
    yield lighttpd(work, "lighttpd", "")
    yield lighttpd(work, "lighttpd-plain", 'dir-listing.auto-layout = "enable"\ndir-listing.hide-dotfiles = "disable"\ndir-listing.encoding = "utf-8"')
    yield Server("mini_httpd", "mini_httpd " + debian("mini-httpd"), "BSD-2-Clause", lambda port, root: ["mini_httpd", "-D", "-h", "127.0.0.1", "-p", str(port), "-d", root, "-u", "root"])
    yield Server("webfs", "webfs " + debian("webfs"), "GPL-2.0-or-later", lambda port, root: ["webfsd", "-F", "-4", "-i", "127.0.0.1", "-p", str(port), "-r", root])
    yield Server("micro-httpd", "micro_httpd " + debian("micro-httpd"), "BSD-2-Clause", lambda port, root: [sys.executable, os.path.join(HERE, "indexes_python.py"), "inetd", str(port), root])
    yield Server("weborf", "weborf " + debian("weborf"), "GPL-3.0-or-later", lambda port, root: ["weborf", "-p", str(port), "-b", root])
    yield Server("rclone", "rclone " + debian("rclone"), "MIT", lambda port, root: ["rclone", "serve", "http", "--addr", f"127.0.0.1:{port}", root])
    yield Server("caddy", "Caddy " + debian("caddy"), "Apache-2.0", lambda port, root: ["caddy", "file-server", "--browse", "--listen", f"127.0.0.1:{port}", "--root", root], env={"HOME": work, "XDG_CONFIG_HOME": work, "XDG_DATA_HOME": work})
    yield Server("python", "Python " + sys.version.split()[0] + " http.server", "PSF-2.0", lambda port, root: [sys.executable, "-m", "http.server", "-b", "127.0.0.1", "-d", root, str(port)])
    yield Server("twisted", "Twisted " + debian("python3-twisted"), "MIT", lambda port, root: ["/usr/bin/twistd3", "--pidfile", f"{work}/twistd.pid", "-n", "web", "--listen", f"tcp:{port}:interface=127.0.0.1", "--path", root])
    yield Server("webrick", "WEBrick " + debian("ruby-webrick"), "BSD-2-Clause", lambda port, root: ["ruby", "-rwebrick", "-e", f"WEBrick::HTTPServer.new(Port: {port}, BindAddress: '127.0.0.1', DocumentRoot: '{root}', FancyIndexing: true).start"])
    yield Server("plack", "Plack " + debian("libplack-perl"), "Artistic-1.0-Perl OR GPL-1.0-or-later", lambda port, root: ["plackup", "-o", "127.0.0.1", "-p", str(port), "-MPlack::App::Directory", "-e", f'Plack::App::Directory->new(root => "{root}")->to_app'])
    yield npm_bin("http-server", "http-server", "bin/http-server", ["{root}", "-p", "{port}", "-a", "127.0.0.1", "-c-1"], "MIT")
    yield npm_bin("serve", "serve", "build/main.js", ["-l", "tcp://127.0.0.1:{port}", "{root}"], "MIT")
    yield npm_bin("live-server", "live-server", "live-server.js", ["--host=127.0.0.1", "--port={port}", "--no-browser", "{root}"], "MIT")
    yield npm_bin("local-web-server", "local-web-server", "bin/cli.js", ["-p", "{port}", "--hostname", "127.0.0.1", "-d", "{root}"], "MIT")
    yield npm_bin("servedir", "servedir", "bin/servedir", ["{root}", "{port}"], "MIT")
    yield node("serve-handler", "serve-handler", "MIT")
    yield node("serve-index", "serve-index", "MIT")
    yield node("serve-index-details", "serve-index", "MIT")
    yield node("ecstatic", "ecstatic", "MIT")
    yield pip("aiohttp", "aiohttp", "Apache-2.0")
    yield Server("jwebserver", "JDK jwebserver", "GPL-2.0-only WITH Classpath-exception-2.0", lambda port, root: [os.path.join(JDK, "bin", "jwebserver"), "-b", "127.0.0.1", "-p", str(port), "-d", root])
    yield java("undertow", "Undertow 2.3.18", "Apache-2.0")
    yield java("tomcat", "Tomcat 10.1.34", "Apache-2.0")
    yield java("jetty", "Jetty 12.0.16", "EPL-2.0 OR Apache-2.0")
    yield java("jetty-servlet", "Jetty 12.0.16 DefaultServlet", "EPL-2.0 OR Apache-2.0")
    yield java("vertx", "Vert.x Web 4.5.11", "EPL-2.0 OR Apache-2.0")
    yield java("nanohttpd", "NanoHTTPD 2.3.1", "BSD-3-Clause")
    yield Server("go", "Go 1.19 net/http FileServer", "BSD-3-Clause", lambda port, root: [GO, f"127.0.0.1:{port}", root])
