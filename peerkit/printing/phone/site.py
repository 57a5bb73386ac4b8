"""The files of a group's own page on the web: the evening, and what keeps it on a phone that has no network."""

import hashlib
import json
from dataclasses import replace
from string import Template

from peerkit.printing.phone import lean
from peerkit.printing.phone.session import SessionPage, page

_MANIFEST = {
    "start_url": "./",
    "scope": "./",
    "display": "standalone",
    "background_color": "#faf8f3",
    "theme_color": "#0f5a58",
    "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}],
}


def site(what: SessionPage) -> dict[str, str]:
    """Each file by its name, to be put into one folder of a site; the same `what` gives the same files."""
    index = page(replace(what, on_site=True))
    version = hashlib.sha256(index.encode()).hexdigest()[:16]
    manifest = {"name": what.title, "short_name": what.title, **_MANIFEST}
    return {
        "index.html": index,
        "worker.js": Template(lean.part("worker.js")).substitute(version=version) + "\n",
        "session.webmanifest": json.dumps(manifest, indent=2, ensure_ascii=False) + "\n",
        "icon.svg": lean.part("icon.svg") + "\n",
    }
