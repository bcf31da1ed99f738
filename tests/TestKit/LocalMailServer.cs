using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace WorkWell.TestKit;

/// <summary>
/// A mail server for tests, which can say no at every stage. It listens on this machine only, takes what it is sent by real SMTP, keeps it in memory and
/// passes nothing on. What it has taken is a record of its own of what really arrived.
/// </summary>
public sealed class LocalMailServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly X509Certificate2? certificate;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<ReceivedMail> received = [];
    private readonly HashSet<Task> conversations = [];
    private readonly Task accepting;
    private TaskCompletionSource arrival = NewArrival();

    private LocalMailServer(int port, X509Certificate2? certificate)
    {
        this.certificate = certificate;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>How it treats each message; null: it takes all. Asked once for each recipient, from many connections at once.</summary>
    public Func<MailEnvelope, MailBehaviour>? Behaviour { get; set; }

    /// <summary>
    /// What it says at each stage instead of what it would say, such as "421 4.3.2 Closing"; <see cref="HangUp"/>: nothing any more; null: as usual.
    /// </summary>
    public Func<MailStage, string?>? Answer { get; set; }

    /// <summary>An answer that is none: it hangs up.</summary>
    public const string HangUp = "";

    /// <summary>Completes when messages that are held may go on. Held messages wait for it.</summary>
    public TaskCompletionSource Release { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What has arrived so far, in order.</summary>
    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            lock (gate) return [.. received];
        }
    }

    /// <summary>How many messages have arrived so far.</summary>
    public int Count
    {
        get
        {
            lock (gate) return received.Count;
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="port">The port; 0 picks a free one.</param>
    /// <param name="certificate">With a certificate it offers STARTTLS.</param>
    /// <returns>The running server; dispose of it.</returns>
    public static LocalMailServer Start(int port = 0, X509Certificate2? certificate = null) => new(port, certificate);

    /// <summary>Waits until so many messages have arrived.</summary>
    /// <param name="count">How many in all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ArrivedAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (received.Count >= count) return;
                next = arrival.Task;
            }
            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops listening and hangs up on everybody.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (gate) open = [.. conversations];
        await Task.WhenAll(open);
    }

    internal void Keep(ReceivedMail mail)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            received.Add(mail);
            waiting = arrival;
            arrival = NewArrival();
        }
        waiting.TrySetResult();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var line = await listener.AcceptTcpClientAsync(stopping.Token);
                line.NoDelay = true;
                var conversation = Task.Run(() => new SmtpConversation(this, line, certificate).RunAsync(stopping.Token));
                lock (gate) conversations.Add(conversation);
                _ = conversation.ContinueWith(
                    done =>
                    {
                        lock (gate) conversations.Remove(done);
                    },
                    CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server was stopped.
        }
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Whom a message is from and for, before its content is known.</summary>
/// <param name="From">The sender of the envelope, where bounces go.</param>
/// <param name="To">The first recipient.</param>
public readonly record struct MailEnvelope(string From, string To);

/// <summary>What a mail server is asked for.</summary>
public enum MailStage
{
    /// <summary>Its greeting.</summary>
    Greeting,

    /// <summary>EHLO, and HELO after it.</summary>
    Hello,

    /// <summary>STARTTLS.</summary>
    StartTls,

    /// <summary>AUTH.</summary>
    SignIn,

    /// <summary>MAIL FROM.</summary>
    Sender,

    /// <summary>RCPT TO.</summary>
    Recipient,

    /// <summary>DATA.</summary>
    Data,

    /// <summary>The content, after its closing dot.</summary>
    Content,
}

/// <summary>How a local mail server treats a message.</summary>
public enum MailBehaviour
{
    /// <summary>It takes the message.</summary>
    Accept,

    /// <summary>It says for good that there is no such mailbox.</summary>
    RefuseAddress,

    /// <summary>It asks to come back later.</summary>
    NotNow,

    /// <summary>It hangs up before the content.</summary>
    HangUpBeforeContent,

    /// <summary>It takes the message and hangs up without saying so.</summary>
    HangUpAfterContent,

    /// <summary>It takes the message and says so only when it is released.</summary>
    HoldAfterContent,

    /// <summary>It takes the message and never says so.</summary>
    SayNothingAfterContent,
}

/// <summary>An e-mail that arrived.</summary>
public sealed record ReceivedMail
{
    private readonly Lazy<MimeMessage> content;

    internal ReceivedMail(string from, IReadOnlyList<string> to, byte[] raw)
    {
        From = from;
        To = to;
        Raw = raw;
        content = new Lazy<MimeMessage>(() => MimeMessage.Load(new MemoryStream(raw)));
    }

    /// <summary>The sender of the envelope.</summary>
    public string From { get; }

    /// <summary>The recipients of the envelope.</summary>
    public IReadOnlyList<string> To { get; }

    /// <summary>Whether it came over a line that STARTTLS had encrypted.</summary>
    public bool WasEncrypted { get; internal init; }

    /// <summary>The message as it came, headers and all.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The message's id, without its angle brackets.</summary>
    public string MessageId => content.Value.MessageId ?? "";

    /// <summary>The subject.</summary>
    public string Subject => content.Value.Subject ?? "";

    /// <summary>The plain text.</summary>
    public string? Text => content.Value.TextBody;

    /// <summary>The HTML.</summary>
    public string? Html => content.Value.HtmlBody;

    /// <summary>Reads a header.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, decoded and on one line; null when it is not there.</returns>
    public string? Header(string name) => content.Value.Headers[name] ?? content.Value.Body?.Headers[name];

    /// <summary>The message as it came, as text.</summary>
    /// <returns>Headers and body.</returns>
    public override string ToString() => Encoding.UTF8.GetString(Raw.Span);
}
