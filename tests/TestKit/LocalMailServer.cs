using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace WorkWell.TestKit;

/// <summary>
/// A mail server for tests that can refuse at every stage. It listens on this machine only, receives by real SMTP and keeps messages in memory.
/// Its list of messages is an independent record of what arrived.
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

    /// <summary>How it treats each message; null accepts all. Called once per recipient, concurrently.</summary>
    public Func<MailEnvelope, MailBehaviour>? Behaviour { get; set; }

    /// <summary>
    /// Its answer at each stage, such as "421 4.3.2 Closing"; <see cref="HangUp"/> closes the connection, null answers as usual.
    /// </summary>
    public Func<MailStage, string?>? Answer { get; set; }

    /// <summary>Closes the connection instead of an answer.</summary>
    public const string HangUp = "";

    /// <summary>The file to which it writes what it does, as Postfix would; null: it keeps no log.</summary>
    public string? Log { get; set; }

    /// <summary>Held messages wait for this.</summary>
    public TaskCompletionSource Release { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The messages so far, in order.</summary>
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

    /// <summary>Waits until this many messages have arrived.</summary>
    /// <param name="count">The total number.</param>
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

    /// <summary>Stops listening and closes all connections.</summary>
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

    /// <summary>Writes a line to the log.</summary>
    internal void Note(string line)
    {
        if (Log is null) return;
        lock (gate) File.AppendAllText(Log, $"Sep  7 09:00:00 mx postfix/{line}\n");
    }

    internal void Keep(ReceivedMail mail)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            Note($"cleanup[7]: {received.Count:X8}: message-id=<{mail.MessageId}>");
            Note($"qmgr[8]: {received.Count:X8}: from=<{mail.From}>, size={mail.Raw.Length}, nrcpt={mail.To.Count} (queue active)");
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
                var connection = await listener.AcceptTcpClientAsync(stopping.Token);
                connection.NoDelay = true;
                var conversation = Task.Run(() => new SmtpConversation(this, connection, certificate).RunAsync(stopping.Token));
                lock (gate) conversations.Add(conversation);
                _ = conversation.ContinueWith(
                    done =>
                    {
                        lock (gate) conversations.Remove(done);
                    },
                    CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException || stopping.IsCancellationRequested)
        {
            // The server was stopped: a listener that is stopped between two connections says that it is not listening.
        }
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The envelope of a message.</summary>
/// <param name="From">The sender of the envelope, where bounces go.</param>
/// <param name="To">The first recipient.</param>
public readonly record struct MailEnvelope(string From, string To);

/// <summary>The stages of an SMTP exchange.</summary>
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
    /// <summary>Accepts the message.</summary>
    Accept,

    /// <summary>Rejects the address permanently.</summary>
    RefuseAddress,

    /// <summary>Rejects the message temporarily.</summary>
    NotNow,

    /// <summary>Closes the connection before the content.</summary>
    HangUpBeforeContent,

    /// <summary>Accepts the message and closes the connection without an answer.</summary>
    HangUpAfterContent,

    /// <summary>Accepts the message and answers only when released.</summary>
    HoldAfterContent,

    /// <summary>Accepts the message and never answers.</summary>
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

    /// <summary>Whether STARTTLS was used.</summary>
    public bool WasEncrypted { get; internal init; }

    /// <summary>The message as received, with headers.</summary>
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
    /// <returns>Its value, decoded and unfolded; null when it is missing.</returns>
    public string? Header(string name) => content.Value.Headers[name] ?? content.Value.Body?.Headers[name];

    /// <summary>The message as received, as text.</summary>
    /// <returns>Headers and body.</returns>
    public override string ToString() => Encoding.UTF8.GetString(Raw.Span);
}
