using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals.Tests;

/// <summary>Files that are cut off or sent twice at the same time make each referral once.</summary>
public sealed class BulkRepeatTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Fact]
    public async Task An_upload_that_is_cut_off_is_finished_by_sending_the_file_again()
    {
        var import = one.Host.Services.GetRequiredService<BulkImport>();
        var sender = new Actor($"key:cut-{Guid.NewGuid():n}", Actor.AllAreas, "test");
        const int rows = (2 * BulkImport.RowsInBatch) + 200;
        var file = new BulkFileBuilder().Rows(rows, "cut").Bytes();
        var before = await CountAsync();

        await Assert.ThrowsAsync<IOException>(() => import.RunAsync(new CutStream(file, file.Length - 2000), ReferralSource.Jobcentre, sender, rows, default));
        Assert.Equal(before + (2 * BulkImport.RowsInBatch), await CountAsync());

        var again = await import.RunAsync(new MemoryStream(file), ReferralSource.Jobcentre, sender, rows, default);
        Assert.Equal((200, 2 * BulkImport.RowsInBatch), (again.Received, again.Repeated));
        Assert.Equal(before + rows, await CountAsync());
    }

    [Fact]
    public async Task Two_uploads_of_one_file_at_the_same_time_make_each_referral_once()
    {
        var import = one.Host.Services.GetRequiredService<BulkImport>();
        var sender = new Actor($"key:both-{Guid.NewGuid():n}", Actor.AllAreas, "test");
        var file = new BulkFileBuilder().Rows(120, "both").Bytes();
        var before = await CountAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => import.RunAsync(new MemoryStream(file), ReferralSource.LocalService, sender, 1000, default))));
        Assert.Equal(before + 120, await CountAsync());
        Assert.All(outcomes, outcome => Assert.Equal(120, outcome.Received + outcome.Repeated));
    }

    private Task<long> CountAsync() => one.Host.Database.ReadAsync<long>("select count(*) from referrals.referral");

    // A connection that breaks half-way.
    private sealed class CutStream(byte[] content, int at) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position >= at ? throw new IOException("cut") : base.Read(buffer, offset, (int)Math.Min(count, at - Position));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= at ? throw new IOException("cut") : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, at - Position)], cancellationToken);
    }
}
