"""One at a time: who comes second waits, and is told when it takes too long."""

import builtins
import time

import pytest

from pipeline.edit.lock import ProjectBusy, build_lock, project_lock


@pytest.fixture(params=["the system's", "the library's"])
def whose(request, monkeypatch):
    """The lock of builds, in both of its ways."""
    if request.param == "the library's":
        real = builtins.__import__

        def without_fcntl(name, *rest):
            if name == "fcntl":
                raise ImportError(name)
            return real(name, *rest)

        import filelock  # noqa: F401 - it needs what is taken away below

        monkeypatch.setattr(builtins, "__import__", without_fcntl)


@pytest.mark.usefixtures("whose")
def test_a_second_build_waits_and_gives_up(tmp_path):
    with build_lock(tmp_path):
        began = time.monotonic()
        with pytest.raises(ProjectBusy), build_lock(tmp_path, wait=0.2):
            pytest.fail("two at once")
        assert time.monotonic() - began >= 0.2
    with build_lock(tmp_path, wait=0):
        pass


@pytest.mark.usefixtures("whose")
def test_a_build_that_fails_gives_the_lock_back(tmp_path):
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        raise ZeroDivisionError
    with build_lock(tmp_path, wait=0):
        pass


@pytest.mark.usefixtures("whose")
def test_where_no_lock_can_be_made_the_build_goes_on(tmp_path):
    (tmp_path / "build").write_text("en fil")
    with build_lock(tmp_path, wait=0):
        pass
    assert (tmp_path / "build").read_text() == "en fil"


def test_sources_and_documents_have_a_lock_each(project):
    root = project({})
    with build_lock(root), project_lock(root, wait=0):
        pass
