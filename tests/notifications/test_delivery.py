"""Who is told of what, in which language, and by mail at most once."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from ict4society.accounts.models import User
from ict4society.discussions.actions.add_post import add_post
from ict4society.discussions.actions.open_thread import open_thread
from ict4society.discussions.models import Post, Thread
from ict4society.foundation.actors import Actor
from ict4society.foundation.events.models import EventRecord
from ict4society.foundation.events.tasks import deliver_event
from ict4society.foundation.subjects import Ref
from ict4society.notifications.actions.choose_mail import choose_mail
from ict4society.notifications.actions.follow import NotFollowable, set_attention
from ict4society.notifications.models import MailReceipt, Notification
from ict4society.notifications.models.subscription import Attention
from ict4society.notifications.queries import attention_to
from ict4society.notifications.tasks import send_notification_mails
from ict4society.topics.models import Follow
from tests.jobs import run_jobs, waiting_jobs
from tests.people.factory import facilitator, person, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    made = open_thread(actor=Actor(facilitator()), title="Energy of video calls", topic=topic(), language="en")
    run_jobs()
    Notification.objects.all().delete()
    mail.outbox.clear()
    return made


def write(author, thread, text="Here is what I think of it.", parent=None):
    return add_post(actor=Actor(author), thread=thread, text=text, parent=parent, language="en")


def ref(thread: Thread) -> Ref:
    return Ref("discussions.thread", thread.pk)


def told() -> dict:
    return {entry.user: entry.text for entry in Notification.objects.select_related("user")}


def test_whoever_follows_is_told_and_the_actor_is_not(thread):
    ada, bob = person("Ada"), person("Bob")
    for someone in (ada, bob):
        set_attention(actor=Actor(someone), ref=ref(thread), attention=Attention.FOLLOWING)
    write(ada, thread)
    run_jobs()
    assert bob in told()
    assert ada not in told()
    assert "Ada" in told()[bob]
    assert "Energy of video calls" in told()[bob]


def test_taking_part_follows_but_does_not_undo_a_mute(thread):
    ada, bob = person("Ada"), person("Bob")
    set_attention(actor=Actor(bob), ref=ref(thread), attention=Attention.MUTED)
    write(ada, thread)
    write(bob, thread)
    run_jobs()
    assert attention_to(ada, ref(thread)) == "following"
    assert attention_to(bob, ref(thread)) == "muted"
    Notification.objects.all().delete()
    write(person(), thread)
    run_jobs()
    assert ada in told()
    assert bob not in told()


def test_each_is_told_in_their_own_language(thread):
    anne = person("Anne", language="fr")
    nobody = person("X", language="xx")
    for someone in (anne, nobody):
        set_attention(actor=Actor(someone), ref=ref(thread), attention=Attention.FOLLOWING)
    seen = []
    from ict4society.notifications.actions import notify

    original = notify.in_language

    def spy(function, record, event, language):
        seen.append(language)
        return original(function, record, event, language)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notify, "in_language", spy)
        write(person(), thread)
        run_jobs()
    assert set(seen) >= {"fr", "en"}


def test_who_may_not_see_it_is_not_told(thread):
    ada, moderator = person("Ada"), person("Mo", is_moderator=True)
    gone = person("Gone", is_moderator=True)
    for someone in (ada, moderator, gone):
        set_attention(actor=Actor(someone), ref=ref(thread), attention=Attention.FOLLOWING)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    post = write(person(), thread)
    Thread.objects.filter(pk=thread.pk).update(hidden_at=post.created_at)
    run_jobs()
    assert set(told()) == {moderator}


def test_followers_of_a_topic_and_of_its_area_hear_of_a_new_thread():
    area = topic()
    issue = topic(parent=area)
    one, other = person(), person()
    Follow.objects.create(user=one, topic=issue)
    Follow.objects.create(user=other, topic=area)
    open_thread(actor=Actor(facilitator()), title="New", topic=issue, language="en")
    run_jobs()
    assert {one, other} <= set(told())


def test_delivering_twice_tells_once(thread):
    bob = person("Bob")
    set_attention(actor=Actor(bob), ref=ref(thread), attention=Attention.FOLLOWING)
    write(person(), thread)
    record = EventRecord.objects.get(name="discussions.post_added")
    deliver_event(record_id=record.pk)
    record.deliveries.all().delete()
    deliver_event(record_id=record.pk)
    run_jobs()
    assert Notification.objects.filter(user=bob).count() == 1
    assert [message.to for message in mail.outbox].count([bob.email]) == 1


def test_the_mail_leads_to_the_post_and_out_of_the_list(thread):
    bob = person("Bob")
    set_attention(actor=Actor(bob), ref=ref(thread), attention=Attention.FOLLOWING)
    post = write(person("Eve"), thread, text="**Strong** words <b>here</b>\n\nand there")
    run_jobs()
    message = next(message for message in mail.outbox if message.to == [bob.email])
    html = message.alternatives[0].content
    assert "\n" not in message.subject
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].strip("<>") in message.body
    for part in (message.body, html):
        assert Post.objects.get(pk=post.pk).thread.title in part
        assert "/discussions/" in part
    assert "<b>" not in html
    assert 'style="' in html, "the rules of the style sheet stand in the elements"
    assert "<style" not in html


def test_no_mail_for_who_wants_none(thread):
    bob = person("Bob")
    set_attention(actor=Actor(bob), ref=ref(thread), attention=Attention.FOLLOWING)
    choose_mail(actor=Actor(bob), by_mail=False)
    write(person(), thread)
    run_jobs()
    assert bob in told()
    assert [bob.email] not in [message.to for message in mail.outbox]


def queued_mail(thread) -> dict:
    bob = person("Bob")
    set_attention(actor=Actor(bob), ref=ref(thread), attention=Attention.FOLLOWING)
    write(person(), thread)
    deliver_event(record_id=EventRecord.objects.get(name="discussions.post_added").pk)
    jobs = [args for _n, name, args in waiting_jobs() if name == "notifications.send_mails"]
    return next({**args, "user_ids": [bob.pk]} for args in jobs if bob.pk in args["user_ids"])


def test_who_changed_their_mind_while_the_mail_waited_gets_none(thread):
    job = queued_mail(thread)
    Thread.objects.filter(pk=thread.pk).update(hidden_at=thread.created_at)
    send_notification_mails.func(**job)
    assert mail.outbox == []
    assert not MailReceipt.objects.exists()


def test_a_server_that_refuses_for_now_is_tried_again(thread, monkeypatch):
    job = queued_mail(thread)

    def busy(self, messages):
        raise smtplib.SMTPDataError(451, b"try later")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", busy)
        with pytest.raises(smtplib.SMTPDataError):
            send_notification_mails.func(**job)
    assert not MailReceipt.objects.exists()
    send_notification_mails.func(**job)
    send_notification_mails.func(**job)
    assert len(mail.outbox) == 1
    assert MailReceipt.objects.get().sent_at is not None


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPServerDisconnected("gone"), TimeoutError(), smtplib.SMTPDataError(550, b"never")],
    ids=["disconnected", "timeout", "refused for good"],
)
def test_a_mail_of_which_nobody_knows_is_not_sent_twice(thread, monkeypatch, error):
    job = queued_mail(thread)

    def lost(self, messages):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", lost)
        send_notification_mails.func(**job)
    send_notification_mails.func(**job)
    assert mail.outbox == []
    assert MailReceipt.objects.get().sent_at is None


def test_one_whose_mail_is_refused_does_not_keep_the_others_from_theirs(thread, monkeypatch):
    people = [person(name) for name in ("Ada", "Bob", "Cy")]
    for someone in people:
        set_attention(actor=Actor(someone), ref=ref(thread), attention=Attention.FOLLOWING)
    write(person(), thread)
    deliver_event(record_id=EventRecord.objects.get(name="discussions.post_added").pk)
    jobs = [args for _n, name, args in waiting_jobs() if name == "notifications.send_mails"]
    (job,) = [args for args in jobs if {each.pk for each in people} <= set(args["user_ids"])]
    taken = EmailBackend.send_messages

    def picky(self, messages):
        if messages[0].to == [people[1].email]:
            raise smtplib.SMTPDataError(451, b"try later")
        return taken(self, messages)

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", picky)
        with pytest.raises(smtplib.SMTPDataError):
            send_notification_mails.func(**job)
    assert sorted(message.to[0] for message in mail.outbox if message.to[0] == people[1].email) == []
    send_notification_mails.func(**job)
    for someone in people:
        assert [message.to for message in mail.outbox].count([someone.email]) == 1


def test_while_there_is_no_mail_server_nobody_is_claimed(thread, monkeypatch):
    job = queued_mail(thread)

    def nobody_answers(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", nobody_answers)
        with pytest.raises(ConnectionRefusedError):
            send_notification_mails.func(**job)
    assert not MailReceipt.objects.exists()


def test_only_what_is_followable_and_visible_can_be_followed(thread):
    ada = person()
    for wrong in (Ref("accounts.person", ada.pk), Ref("discussions.thread", 0), Ref("nothing.here", 1)):
        with pytest.raises(NotFollowable):
            set_attention(actor=Actor(ada), ref=wrong, attention=Attention.FOLLOWING)


def test_what_was_kept_goes_with_the_account_and_can_be_taken_along(thread):
    from django.db import transaction

    from ict4society.accounts.events import AccountClosed
    from ict4society.accounts.export import export_person
    from ict4society.foundation.events.emit import emit
    from ict4society.notifications.models import Subscription

    bob = person("Bob")
    set_attention(actor=Actor(bob), ref=ref(thread), attention=Attention.FOLLOWING)
    write(person("Eve"), thread)
    run_jobs()
    taken = export_person(bob)["notifications"]
    assert taken["subscriptions"] == [{"kind": "discussions.thread", "id": thread.pk, "attention": "following"}]
    assert "Eve wrote in" in taken["list"][0]["text"]
    with transaction.atomic():
        emit(AccountClosed(bob.pk), actor=Actor(bob))
    run_jobs()
    assert not Notification.objects.filter(user=bob).exists()
    assert not Subscription.objects.filter(user=bob).exists()
