"""The review page on this machine alone: loopback address, this page's own requests, nobody else's."""

from __future__ import annotations

import contextlib
import getpass
import secrets
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import ValidationError

from pipeline.decisions import BadCorrection
from pipeline.errors import BadOutput, DerekError
from pipeline.reviewing.desk import Desk, State, UnknownTarget, Wish
from schemas import dump

HOST = "127.0.0.1"
_MAX_BODY = 100_000  # bytes of one decision


def serve(out: Path, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the page's address. Raises BadOutput when the port is taken."""
    desk = Desk(out)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
            listening.listen()
        except OSError as error:
            raise BadOutput(f"port {port}", f"can't be used ({error.strerror})", "choose another with --port") from None
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            review_app(desk, port=port), log_level="error", access_log=False, server_header=False, lifespan="off"
        )
        ready(f"http://{HOST}:{port}/")
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def review_app(desk: Desk, *, port: int) -> FastAPI:
    """The page and its two requests. Every answer to another site's page, or under another name, is a refusal."""
    app = FastAPI(openapi_url=None)
    token = secrets.token_urlsafe(24)
    hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    @app.middleware("http")
    async def only_this_page(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        refused = _refusal(request, hosts, token)
        if refused is not None:
            return JSONResponse({"detail": refused}, status_code=403)
        response = await answer(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.get("/")
    def page(sheet: int = 1) -> HTMLResponse:
        return HTMLResponse(desk.page(token=token, reviewer=_user(), sheet=sheet))

    @app.get("/decisions")
    def decisions() -> Response:
        return _json(desk.state())

    @app.post("/decisions")
    async def decide(request: Request) -> Response:
        body = await _body(request)
        try:
            return _json(desk.decide(Wish.model_validate_json(body)))
        except UnknownTarget as error:
            return JSONResponse({"detail": str(error)}, status_code=404)
        except ValidationError as error:
            return JSONResponse({"detail": _in_words(error)}, status_code=422)
        except BadCorrection as error:
            return JSONResponse({"detail": str(error)}, status_code=422)

    @app.post("/compare")
    def compare() -> Response:
        desk.renew()
        return _json(desk.state())

    @app.exception_handler(DerekError)
    async def said(request: Request, error: DerekError) -> Response:
        return JSONResponse({"detail": str(error)}, status_code=409)

    return app


def _refusal(request: Request, hosts: set[str], token: str) -> str | None:
    """Why a request is none of our page's: another name for this address, another site, no token."""
    if request.headers.get("host") not in hosts:
        return "this page is served under its own address alone"
    origin = request.headers.get("origin")
    if origin is not None and origin.removeprefix("http://") not in hosts:
        return "requests of other sites are refused"
    if request.url.path == "/" and request.method == "GET":
        return None
    if not secrets.compare_digest(request.headers.get("x-derek-token", ""), token):
        return "this page is of an earlier server: load it again"
    return None


async def _body(request: Request) -> bytes:
    read = b""
    async for chunk in request.stream():
        read += chunk
        if len(read) > _MAX_BODY:
            break
    return read[: _MAX_BODY + 1]


def _in_words(error: ValidationError) -> str:
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")


def _json(state: State) -> Response:
    return Response(dump(state), media_type="application/json")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
