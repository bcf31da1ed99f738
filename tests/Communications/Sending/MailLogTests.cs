using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>After a crash the mail server's log says whether it took a message.</summary>
public sealed class MailLogTests : IAsyncDisposable
{
    private static readonly MessageReference Reference = new("ncl", Guid.Parse("0198c6a2-0000-7000-8000-000000000001"));
    private static readonly string Id = $"{Reference}@workwell.example.org";

    private readonly LocalMailServer server = LocalMailServer.Start();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workwell-mail-log-");
    private DateTimeOffset begunAt = TimeProvider.System.GetUtcNow();

    private string Log => Path.Combine(folder.FullName, "mail.log");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Postfix_took_what_it_put_into_its_queue()
    {
        Write(Log, $"postfix/cleanup[7]: 4XyZ1a: message-id=<{Id}>", "postfix/qmgr[8]: 4XyZ1a: from=<x@example.org>, size=9, nrcpt=1 (queue active)");
        Assert.IsType<SendResult.Accepted>(await AskAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Exim_took_what_it_says_it_took()
    {
        Write(Log, $"2026-09-07 09:00:00 1abcDE-000000-00 <= bounces@workwell.example.org H=localhost P=esmtp S=900 id={Id}");
        Assert.IsType<SendResult.Accepted>(await AskAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task What_stands_in_the_rotated_file_or_goes_on_from_there_was_taken()
    {
        Write(Log + ".1", $"postfix/cleanup[7]: 4XyZ1a: message-id=<{Id}>");
        Write(Log, "postfix/qmgr[8]: 4XyZ1a: from=<>, size=9, nrcpt=1 (queue active)");
        Assert.IsType<SendResult.Accepted>(await AskAsync(TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("postfix/smtpd[9]: connect from localhost[127.0.0.1]")]
    [InlineData("postfix/cleanup[7]: 4XyZ1a: message-id=<ID>")]
    [InlineData("postfix/qmgr[8]: 4XyZ1a: from=<bounces+REF@workwell.example.org>, size=9, nrcpt=1 (queue active)")]
    [InlineData("postfix/cleanup[7]: 4XyZ1a: message-id=<ID>|postfix/smtpd[9]: 4XyZ1a: from=<x@example.org> lost connection after DATA")]
    [InlineData("postfix/cleanup[7]: 4XyZ1a: message-id=<ID>|postfix/qmgr[8]: 4XyZ1b: from=<x@example.org>, size=9, nrcpt=1 (queue active)")]
    [InlineData("2026-09-07 09:00:00 H=localhost rejected after DATA id=ID")]
    public async Task What_was_broken_off_or_never_came_is_sent_again_once_that_is_certain(string line)
    {
        Write(Log, line.Replace("ID", Id, StringComparison.Ordinal).Replace("REF", Reference.ToString(), StringComparison.Ordinal).Split('|'));
        Assert.Equal("mail-log-not-seen-yet", Assert.IsType<SendResult.Unclear>(await AskAsync(TimeSpan.FromMinutes(5))).Reason);
        WrittenLastAt(begunAt + TimeSpan.FromMinutes(11));
        Assert.Equal("mail-server-never-got-it", Assert.IsType<SendResult.NotSent>(await AskAsync(TimeSpan.FromMinutes(11))).Reason);
    }

    [Fact]
    public async Task A_log_that_stands_still_answers_nothing_and_the_server_is_made_to_write()
    {
        (server.Log, begunAt) = (Log, TimeProvider.System.GetUtcNow());
        Write(Log, "postfix/smtpd[9]: connect from localhost[127.0.0.1]");
        Assert.Equal("mail-log-stands-still", Assert.IsType<SendResult.Unclear>(await AskAsync(TimeSpan.FromMinutes(11))).Reason);
        Assert.Equal(2, File.ReadAllLines(Log).Length);
    }

    [Fact]
    public async Task What_the_log_may_no_longer_know_is_left_to_a_person()
    {
        Write(Log, "postfix/smtpd[9]: connect from localhost[127.0.0.1]");
        WrittenLastAt(begunAt + TimeSpan.FromDays(3));
        Assert.True(Assert.IsType<SendResult.Unclear>(await AskAsync(TimeSpan.FromDays(2))).IsFinal);
    }

    [Fact]
    public async Task A_log_that_is_gone_sends_nothing_again()
    {
        Write(Log, "postfix/smtpd[9]: connect from localhost[127.0.0.1]");
        using var transport = Transport();
        File.Delete(Log);
        var answer = Assert.IsType<SendResult.Unclear>(await transport.AskAsync(Reference, begunAt, begunAt + TimeSpan.FromMinutes(11), default));
        Assert.Equal("mail-log-stands-still", answer.Reason);
    }

    private async Task<SendResult> AskAsync(TimeSpan after)
    {
        using var transport = Transport();
        return await transport.AskAsync(Reference, begunAt, begunAt + after, default);
    }

    private LoggedMailTransport Transport()
    {
        var options = new MailOptions { From = "hello@workwell.example.org", Host = "127.0.0.1", Port = server.Port, IsEncrypted = false, Log = Log };
        return new(new SmtpTransport(options, TimeProvider.System), options);
    }

    private void Write(string file, params string[] lines)
    {
        File.WriteAllLines(file, lines);
        begunAt = TimeProvider.System.GetUtcNow();
    }

    private void WrittenLastAt(DateTimeOffset at) => File.SetLastWriteTimeUtc(Log, at.UtcDateTime);
}
