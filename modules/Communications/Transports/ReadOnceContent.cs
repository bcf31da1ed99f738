namespace WorkWell.Communications.Transports;

/// <summary>
/// The body of an e-mail as the framework's mail client reads it. The client reads it only after the server has agreed to take the message, and sends the
/// closing dot only after its end. So how far it was read says whether a broken line may have left the message behind, and a body that is held back can
/// never leave.
/// </summary>
internal sealed class ReadOnceContent(byte[] content) : Stream
{
    private readonly Lock gate = new();
    private int position;
    private bool wasReadToItsEnd;
    private bool isHeldBack;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    /// <summary>Keeps the body from leaving from now on.</summary>
    /// <returns>False when it is too late: its end was read, and the server may have the whole message.</returns>
    public bool TryHoldBack()
    {
        lock (gate)
        {
            isHeldBack = true;
            return !wasReadToItsEnd;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        lock (gate)
        {
            if (isHeldBack) throw new IOException("The message is held back.");
            var read = Math.Min(buffer.Length, content.Length - position);
            content.AsSpan(position, read).CopyTo(buffer);
            position += read;
            wasReadToItsEnd |= read == 0;
            return read;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
