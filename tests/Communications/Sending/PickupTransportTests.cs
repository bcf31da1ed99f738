using MimeKit;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Sending;

public sealed class PickupTransportTests : IDisposable
{
    private static readonly MessageReference Reference = new("llr", MessageId.For("llr", "R/acknowledge/1"));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workwell-pickup-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_email_becomes_one_whole_file_named_after_the_message()
    {
        Assert.IsType<SendResult.Accepted>(await Pickup().SendAsync(Message(Channel.Email), default));
        var file = Assert.Single(folder.GetFileSystemInfos());
        Assert.Equal($"{Reference}.eml", file.Name);
        using var mail = await MimeMessage.LoadAsync(file.FullName);
        Assert.Equal(("તમારી રજૂઆત", "શુભ સવાર", "somebody@example.org"), (mail.Subject, mail.TextBody, mail.Headers["X-Receiver"]));
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_what_is_written()
    {
        if (OperatingSystem.IsWindows()) return;
        var below = Path.Combine(folder.FullName, "made");
        foreach (var channel in new[] { Channel.Email, Channel.Sms }) await new PickupTransport(below, null).SendAsync(Message(channel), default);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(below));
        foreach (var file in Directory.GetFiles(below)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(2, Directory.GetFiles(below).Length);
    }

    [Fact]
    public async Task A_text_becomes_a_file_that_can_be_read()
    {
        await Pickup().SendAsync(Message(Channel.Sms), default);
        Assert.Contains("શુભ સવાર", await File.ReadAllTextAsync(Path.Combine(folder.FullName, $"{Reference}.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_already_is_not_written_again()
    {
        await Pickup().SendAsync(Message(Channel.Email), default);
        var written = File.GetLastWriteTimeUtc(Path.Combine(folder.FullName, $"{Reference}.eml"));
        Assert.IsType<SendResult.Accepted>(await Pickup().SendAsync(Message(Channel.Email), default));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(folder.FullName, $"{Reference}.eml")));
    }

    [Fact]
    public async Task The_folder_itself_answers_what_became_of_a_message()
    {
        Assert.True(Assert.IsType<SendResult.Unclear>(await AskAsync()).IsFinal);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{Reference}.eml.unfinished"), "half");
        Assert.IsType<SendResult.NotSent>(await AskAsync());
        await Pickup().SendAsync(Message(Channel.Email), default);
        Assert.IsType<SendResult.Accepted>(await AskAsync());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_leaves_nothing_unclear()
    {
        var file = Path.Combine(folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "");
        var pickup = new PickupTransport(Path.Combine(file, "below"), null);
        Assert.Equal("folder-not-writable", Assert.IsType<SendResult.NotSent>(await pickup.SendAsync(Message(Channel.Email), default)).Reason);
    }

    private Task<SendResult> AskAsync() => Pickup().AskAsync(Reference, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow(), default);

    private PickupTransport Pickup() => new(folder.FullName, null);

    private static OutgoingMessage Message(Channel channel) => new()
    {
        Reference = Reference,
        Words = new RenderedMessage(
        channel, channel == Channel.Email ? "somebody@example.org" : "+447700900123", null, "gu", false, "તમારી રજૂઆત", "શુભ સવાર", null, "national/gu/x@1"),
    };
}
