"""Every address of ours and what answers there. All but the API go through `visit.opened`."""

from __future__ import annotations

from ledger.web import api, feeds, forms
from ledger.web.pages import claim, home, lists, review, talk, timeline
from ledger.web.visit import PREFIX, by_post, for_markers, opened

ROUTES = [
    (rf"^{PREFIX}/?$", opened(home.home)),
    (rf"^{PREFIX}/outcomes$", api.outcomes),
    (rf"^{PREFIX}/claim/(?P<id>[^/]+)$", opened(claim.claim)),
    (rf"^{PREFIX}/claim/(?P<id>[^/]+)/mark$", by_post(forms.mark)),
    (rf"^{PREFIX}/claim/(?P<id>[^/]+)/edit$", by_post(forms.edit)),
    (rf"^{PREFIX}/claim/(?P<id>[^/]+)/status$", by_post(forms.status)),
    (rf"^{PREFIX}/talks$", opened(talk.talks)),
    (rf"^{PREFIX}/talk/(?P<key>[^/]+)$", opened(talk.talk)),
    (rf"^{PREFIX}/talk/(?P<key>[^/]+)/add$", by_post(forms.add)),
    (rf"^{PREFIX}/due$", opened(lists.due)),
    (rf"^{PREFIX}/due/mark$", by_post(forms.mark_many)),
    (rf"^{PREFIX}/search$", opened(lists.found)),
    (rf"^{PREFIX}/review$", for_markers(review.review)),
    (rf"^{PREFIX}/timeline$", opened(timeline.timeline)),
    (rf"^{PREFIX}/speakers$", opened(lists.speakers)),
    (rf"^{PREFIX}/speaker/(?P<key>[^/]+)$", opened(lists.speaker)),
    (rf"^{PREFIX}/topics$", opened(lists.topics)),
    (rf"^{PREFIX}/topic/(?P<key>[^/]+)$", opened(lists.topic)),
    (rf"^{PREFIX}/(?P<list>due|new|resolved)\.atom$", opened(feeds.atom)),
    (rf"^{PREFIX}/due\.ics$", opened(feeds.calendar)),
]
