"""Two proxies on loopback in front of the lab: one before its services, which replaces the addresses in their responses
with those of the proxies, and one before its archive, which records each request and connection as a line of JSON. The
latter can delay each response, and be busy once."""
import argparse
import asyncio
import json
import time

args = argparse.ArgumentParser()
args.add_argument("--archive", type=int, required=True)
args.add_argument("--services", type=int, required=True)
args.add_argument("--log", required=True)
args.add_argument("--latency", type=float, default=0, help="seconds")
args.add_argument("--busy-at", type=int, default=0, help="which request of the archive is answered so, from 1")
args.add_argument("--busy-status", type=int, default=503)
args.add_argument("--retry-after", type=int, default=1)
args = args.parse_args()

log = open(args.log, "w", buffering=1)
ports = {}
requests = connections = 0


def note(**what):
    log.write(json.dumps({"at": time.monotonic(), **what}) + "\n")


def headers(head):
    lines = head.decode("latin-1").split("\r\n")
    return lines[0], {k.strip().lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:] if ":" in line)}


async def upstream(port, first, fields, body):
    """The status line, headers and body of an HTTP/1.0 request; the body has a known length, or ends with the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    method, target, _ = first.split(" ", 2)
    fields = {k: v for k, v in fields.items() if k not in ("connection", "host", "accept-encoding")}
    lines = [f"{method} {target} HTTP/1.0", f"Host: 127.0.0.1:{port}", *(f"{k}: {v}" for k, v in fields.items())]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)
    status, answer = headers(await reader.readuntil(b"\r\n\r\n"))
    return status, answer, reader, writer


def head(status, answer, length):
    answer = {k: v for k, v in answer.items() if k not in ("connection", "keep-alive", "content-length", "transfer-encoding")}
    code = status.split(" ", 1)[1]
    lines = [f"HTTP/1.1 {code}", *(f"{k}: {v}" for k, v in answer.items())]
    if length is not None:
        lines.append(f"content-length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def answer_one(first, fields, body, writer, archive, ended):
    if archive and requests == args.busy_at:
        await asyncio.sleep(args.latency)
        ended(args.busy_status)
        writer.write(head(f"HTTP/1.1 {args.busy_status} Busy", {"retry-after": str(args.retry_after)}, 0))
        return await writer.drain()
    if archive:
        await asyncio.sleep(args.latency)
    status, fields, source, up = await upstream(args.archive if archive else args.services, first, fields, body)
    try:
        code = int(status.split(" ")[1])
        empty = first.startswith("HEAD ") or code in (204, 304)
        if empty or (archive and "content-length" in fields):
            left = 0 if empty else int(fields["content-length"])
            begin = head(status, fields, fields.get("content-length") if code not in (204, 304) else None)
            if left == 0:
                ended(code)
            writer.write(begin)
            while left > 0 and (piece := await source.read(min(left, 65536))):
                left -= len(piece)
                if left == 0:
                    ended(code)  # before the client can notice
                writer.write(piece)
                await writer.drain()
            if left > 0:
                raise ConnectionError("cut short")
        else:
            whole = await source.read()
            if not archive:
                for mine, theirs in ((ports["archive"], args.archive), (ports["services"], args.services)):
                    whole = whole.replace(b"127.0.0.1:%d" % theirs, b"127.0.0.1:%d" % mine)
            ended(code)
            writer.write(head(status, fields, len(whole)) + whole)
        await writer.drain()
    finally:
        up.close()


def serve(archive):
    async def conversation(reader, writer):
        global requests, connections
        connections += 1
        connection = connections
        if archive:
            note(event="open", connection=connection)
        ended = None
        try:
            while True:
                first, fields = headers(await reader.readuntil(b"\r\n\r\n"))
                body = await reader.readexactly(int(fields.get("content-length", 0)))
                number = 0
                if archive:
                    requests += 1
                    number = requests
                    note(event="begin", request=number, connection=connection, line=first, agent=fields.get("user-agent"))
                done = []

                def ended(status, number=number, done=done):
                    if archive and not done:
                        note(event="end", request=number, status=status)
                    done.append(status)

                await answer_one(first, fields, body, writer, archive, ended)
        except (ConnectionError, asyncio.IncompleteReadError):
            if ended:
                ended(0)
        finally:
            if archive:
                note(event="close", connection=connection)
            writer.close()

    return conversation


async def main():
    for name in ("archive", "services"):
        server = await asyncio.start_server(serve(name == "archive"), "127.0.0.1", 0, limit=1 << 20)
        ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
