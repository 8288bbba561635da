"""The store of pages: bounded, dropped by tag, and never older than an invalidation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ict4society.foundation.pagecache.store import PageStore, StoredPage


def page(*tags: str, body: bytes = b"x", expires: float = 1e12) -> StoredPage:
    return StoredPage(headers=(), bodies={"identity": body}, etag='W/"x"', tags=tags, expires=expires)


def test_a_page_is_dropped_by_any_of_its_tags() -> None:
    store = PageStore()
    for tag in ("thread:1", "threads"):
        assert store.put("key", page("thread:1", "threads"), store.mark())
        store.invalidate([tag])
        assert store.get("key") is None
    assert store.weight == 0


def test_other_tags_leave_it() -> None:
    store = PageStore()
    store.put("key", page("thread:1"), store.mark())
    store.invalidate(["thread:2"])
    assert store.get("key") is not None


def test_a_page_rendered_from_older_data_is_refused() -> None:
    """The race: the render read its data, then the change was heard, then the page arrives."""
    store = PageStore()
    mark = store.mark()
    store.invalidate(["thread:1"])
    assert not store.put("key", page("thread:1"), mark)
    assert store.get("key") is None
    assert store.put("other", page("thread:2"), mark)


def test_after_missed_notifications_every_running_render_is_refused() -> None:
    store = PageStore()
    mark = store.mark()
    store.clear()
    assert not store.put("key", page("thread:1"), mark)


def test_forgetting_single_tags_refuses_rather_than_risks() -> None:
    store = PageStore()
    mark = store.mark()
    store.invalidate(["thread:1"])
    store.invalidate(f"t{number}" for number in range(20_001))
    assert not store.put("key", page("thread:1"), mark)
    assert store.put("key", page("thread:1"), store.mark())


def test_old_pages_are_not_shown() -> None:
    clock = [0.0]
    store = PageStore(max_age=10, now=lambda: clock[0])
    store.put("key", page("a", expires=store.expiry()), store.mark())
    clock[0] = 9.9
    assert store.get("key")
    clock[0] = 10.1
    assert store.get("key") is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4000)), max_size=80))
def test_memory_is_bounded_and_counted(puts: list[tuple[int, int]]) -> None:
    store = PageStore(max_bytes=40_000)
    for key, size in puts:
        store.put(key, page(f"tag:{key % 5}", body=b"x" * size), store.mark())
        assert store.weight <= 40_000
    store.invalidate(f"tag:{number}" for number in range(5))
    assert (len(store), store.weight) == (0, 0)


def test_the_least_recently_used_goes_first() -> None:
    store = PageStore(max_bytes=40_000)
    for key in range(8):
        store.put(key, page("a", body=b"x" * 3900), store.mark())
    store.get(0)
    store.put("new", page("a", body=b"x" * 3900), store.mark())
    assert store.get(0) is not None
    assert store.get(1) is None
