using System.Text;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Receipts;

namespace WorkWell.Communications.Tests.Sending;

public sealed class ReturnedMailTests
{
    private static readonly MessageReference Reference = new("llr", MessageId.For("llr", "R/acknowledge/1"));

    [Theory]
    [InlineData("5.1.1", "550 5.1.1 no such user", "no-such-address", "Recipient", true)]
    [InlineData("5.2.1", "", "no-such-address", "Recipient", true)]
    [InlineData("5.4.4", "Host not found", "no-such-address", "Recipient", true)]
    [InlineData("5.0.0", "smtp; 550 5.1.1 <somebody@example.org>: Recipient address rejected", "no-such-address", "Recipient", true)]
    [InlineData("5.0.0", "smtp; 550 User unknown", "no-such-address", "Recipient", true)]
    [InlineData("5.2.2", "", "mailbox-full", "Recipient", false)]
    [InlineData("5.7.1", "", "refused-as-sender", "Us", false)]
    [InlineData("5.7.26", "smtp; 550 5.7.26 This message fails to pass DMARC", "refused-as-sender", "Us", false)]
    [InlineData("5.0.0", "smtp; 550 blocked using list zen.example", "refused-as-sender", "Us", false)]
    [InlineData("5.1.1", "smtp; 550 5.1.1 SPF check failed", "refused-as-sender", "Us", false)]
    [InlineData("5.1.8", "Bad sender's system address", "refused-as-sender", "Us", false)]
    [InlineData("5.3.4", "", "message-too-large", "Message", false)]
    [InlineData("5.6.0", "", "content-refused", "Message", false)]
    [InlineData("5.0.0", "", "refused-by-mail-server", "Recipient", false)]
    [InlineData("4.4.7", "", "refused-by-mail-server", "Recipient", false)]
    public void A_failed_delivery_says_whom_it_speaks_of_and_only_a_dead_address_counts_as_one(
        string status, string words, string reason, string of, bool isDead)
    {
        var bounce = Assert.IsType<ReturnedMail.Bounce>(Read(Report("failed", status, words: words)));
        Assert.Equal((Reference, reason, of, isDead), (bounce.Message, bounce.Meaning.Reason, bounce.Meaning.Of.ToString(), bounce.Meaning.IsAddressDead));
    }

    [Fact]
    public void The_enclosed_message_tells_which_one_it_was_when_the_address_does_not()
    {
        var report = Report("failed", "5.1.1").Replace($"bounces+{Reference}@workwell.example.org", "hello@workwell.example.org", StringComparison.Ordinal);
        Assert.Equal(Reference, Assert.IsType<ReturnedMail.Bounce>(Read(report)).Message);
    }

    [Fact]
    public void A_delay_changes_nothing() => Assert.IsType<ReturnedMail.Nothing>(Read(Report("delayed", "4.4.1")));

    [Fact]
    public void A_report_of_success_says_that_it_arrived() => Assert.IsType<ReturnedMail.Arrived>(Read(Report("delivered", "2.0.0")));

    [Fact]
    public void A_holiday_answer_changes_nothing() =>
        Assert.IsType<ReturnedMail.Nothing>(
        Read($"From: a@example.org\r\nTo: bounces+{Reference}@workwell.example.org\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nI am away.\r\n"));

    [Fact]
    public void A_reader_can_ask_us_to_stop() =>
        Assert.Equal(Reference,
        Assert.IsType<ReturnedMail.AskedToStop>(
        Read($"From: a@example.org\r\nTo: stop@workwell.example.org\r\nSubject: stop {Reference}\r\n\r\n\r\n")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("Subject: hello\r\n\r\nWhat is this?")]
    [InlineData("To: bounces+llr.nothex@workwell.example.org\r\n\r\nstop")]
    [InlineData("Subject: stop everything.now\r\n\r\n")]
    public void Anything_else_is_left_for_a_person(string mail) => Assert.IsType<ReturnedMail.NotUnderstood>(Read(mail));

    [Fact]
    public void A_report_without_our_reference_is_left_for_a_person()
    {
        var report = Report("failed", "5.1.1").Replace(Reference.ToString(), "somebody-else", StringComparison.Ordinal);
        Assert.IsType<ReturnedMail.NotUnderstood>(Read(report));
    }

    [Fact]
    public void Thousands_of_parts_within_parts_are_read_only_so_far()
    {
        var mail = new StringBuilder();
        for (var i = 0; i < 5000; i++) mail.Append("Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n");
        Assert.IsType<ReturnedMail.NotUnderstood>(Read(mail.ToString()));
    }

    private static ReturnedMail Read(string mail) => ReturnedMail.Read(Encoding.UTF8.GetBytes(mail));

    internal static string Report(
        string action, string status, MessageReference? about = null, string words = "smtp; 550 5.1.1 <somebody@example.org>: no such user") => $"""
        From: Mail Delivery <mailer-daemon@mail.example.org>
        To: bounces+{about ?? Reference}@workwell.example.org
        Subject: Undelivered Mail
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="A/B=1"

        This is a MIME-encapsulated message.

        --A/B=1
        Content-Type: text/plain

        Your message could not be delivered.

        --A/B=1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.org
        Arrival-Date: Mon, 7 Sep 2026 10:00:00 +0100

        Final-Recipient: rfc822; somebody@example.org
        Action: {action}
        Status: {status}
        Diagnostic-Code: {words}

        --A/B=1
        Content-Type: message/rfc822

        From: WorkWell <hello@workwell.example.org>
        Message-ID: <{about ?? Reference}@workwell.example.org>
        Subject: Your referral

        Good morning.

        --A/B=1--
        """.ReplaceLineEndings("\r\n");
}
