using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>The chain over the audit trail, and what its owner could do to it with every guard switched off.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private RunningHost host = null!;

    private IAuditChain Chain => host.Services.GetRequiredService<IAuditChain>();

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_entry_has_the_same_bytes_in_the_database_and_outside()
    {
        var subject = Guid.NewGuid();
        var at = new DateTimeOffset(2026, 9, 7, 9, 0, 0, 123, 456, TimeSpan.Zero);
        foreach (var details in new[] { null, """{"b": "Sähëlï", "a": [1, 2.50]}""" })
        {
            var stored = details is null ? "null" : $"'{details}'::jsonb";
            Assert.Equal(
                AuditEntryBytes.Of("llr", 7, at, "staff:ü", "read", "referrals.read", subject, details is null ? null
                    : await host.Database.ReadAsync<string>($"select ({stored})::text")),
                await host.Database.ReadAsync<byte[]>(
                    $"select access.audit_bytes('llr', 7, $1, 'staff:ü', 'read', 'referrals.read', $2, {stored})", at, subject));
        }
    }

    [Fact]
    public async Task A_trail_that_nobody_touched_is_whole_and_says_what_is_not_sealed_yet()
    {
        await WriteAsync("llr", 5);
        await WriteAsync("dudley", 2);
        Assert.Equal(7, await Chain.SealAsync(default));
        Assert.Equal(0, await Chain.SealAsync(default));
        await WriteAsync("llr", 1);
        Assert.Equal(
            [new AuditVerdict("dudley", 2, 0, null), new AuditVerdict("llr", 5, 1, null)],
            await Chain.VerifyAsync(null, await Chain.HeadsAsync(default), default));
    }

    [Theory]
    [InlineData("a field", "update access.audit_entry set actor = 'staff:nobody' where number = 3", AuditBreakKind.Edited, 3)]
    [InlineData("the time", "update access.audit_entry set at = at - interval '1 day' where number = 4", AuditBreakKind.Edited, 4)]
    [InlineData("one gone", "delete from access.audit_entry where number = 3", AuditBreakKind.Deleted, 3)]
    [InlineData("the last gone", "delete from access.audit_entry where number = 6", AuditBreakKind.Deleted, 6)]
    [InlineData(
        "two swapped", "update access.audit_entry e set subject = o.subject, details = o.details from access.audit_entry o " +
        "where (e.number, o.number) in ((3, 4), (4, 3))", AuditBreakKind.Reordered, 3)]
    [InlineData(
        "two swapped in the chain", "update access.audit_seal set numbers = '{1,2,4,3,5,6}' where sequence = 6", AuditBreakKind.Reordered, 4)]
    [InlineData("moved to another area", "update access.audit_entry set area = 'dudley' where number = 5", AuditBreakKind.Moved, 5)]
    [InlineData("a hash edited", "update access.audit_seal set hashes[3] = hashes[2] where sequence = 6", AuditBreakKind.Edited, 3)]
    [InlineData("a hash cut", "update access.audit_seal set hashes = hashes[1:5] where sequence = 6", AuditBreakKind.ChainCut, null)]
    [InlineData(
        "an entry gone with its hash", "delete from access.audit_entry where number = 3; update access.audit_seal set " +
        "numbers = '{1,2,4,5,6}', hashes = hashes[1:2] || hashes[4:6], sequence = 5 where sequence = 6; " +
        "update access.audit_seal set sequence = 7 where sequence = 8", AuditBreakKind.Edited, 4)]
    [InlineData("a seal gone", "delete from access.audit_seal where area = 'llr' and sequence = 6", AuditBreakKind.ChainCut, null)]
    public async Task What_its_owner_does_to_it_is_found(string what, string sql, AuditBreakKind kind, int? number)
    {
        await WriteAsync("llr", 6);
        await Chain.SealAsync(default);
        await WriteAsync("llr", 2);
        await Chain.SealAsync(default);
        await AsOwnerAsync(sql);
        var broken = Assert.Single(await Chain.VerifyAsync("llr", [], default)).Break;
        Assert.True(broken is not null, what);
        Assert.Equal((kind, (long?)number), (broken.Kind, broken.Number));
    }

    [Fact]
    public async Task One_that_is_slipped_in_among_older_ones_is_found_and_is_never_sealed()
    {
        await WriteAsync("llr", 2);
        await WriteAsync("dudley", 2);
        await WriteAsync("llr", 2);
        await SettleAsync();
        await AsOwnerAsync(
            "insert into access.audit_entry (area, number, at, actor, purpose, action, subject) overriding system value " +
            "values ('llr', 3, '2026-09-07T09:00Z', 'staff:nobody', 'x', 'x', gen_random_uuid())");
        Assert.Equal(0, await Chain.SealAsync(default));
        var verdict = Assert.Single(await Chain.VerifyAsync("llr", [], default));
        Assert.Equal((4, AuditBreakKind.Inserted, (long?)3), (verdict.Entries, verdict.Break?.Kind, verdict.Break?.Number));
    }

    [Fact]
    public async Task A_trail_written_anew_as_a_whole_fits_in_itself_and_not_to_the_head_that_was_noted()
    {
        await WriteAsync("llr", 6);
        await Chain.SealAsync(default);
        var noted = await Chain.HeadsAsync(default);
        await AsOwnerAsync("update access.audit_entry set actor = 'staff:nobody' where number = 3; truncate access.audit_seal, access.audit_sealing");
        await Chain.SealAsync(default);

        Assert.Null(Assert.Single(await Chain.VerifyAsync(null, [], default)).Break);
        Assert.Equal(AuditBreakKind.HeadDiffers, Assert.Single(await Chain.VerifyAsync(null, noted, default)).Break?.Kind);
    }

    [Fact]
    public async Task An_end_cut_off_with_its_seal_is_found_by_the_head_that_was_noted()
    {
        await WriteAsync("llr", 3);
        await Chain.SealAsync(default);
        await WriteAsync("llr", 3);
        await Chain.SealAsync(default);
        var noted = await Chain.HeadsAsync(default);
        await AsOwnerAsync("delete from access.audit_entry where number > 3; delete from access.audit_seal where sequence > 3");

        Assert.Null(Assert.Single(await Chain.VerifyAsync(null, [], default)).Break);
        Assert.Equal(AuditBreakKind.EndCut, Assert.Single(await Chain.VerifyAsync(null, noted, default)).Break?.Kind);
        await AsOwnerAsync("truncate access.audit_entry, access.audit_seal");
        Assert.Equal(AuditBreakKind.EndCut, Assert.Single(await Chain.VerifyAsync(null, noted, default)).Break?.Kind);
    }

    // A restore, or space that became free, puts rows elsewhere: that is no break.
    [Fact]
    public async Task A_trail_that_lies_in_another_order_is_whole()
    {
        await WriteAsync("llr", 10);
        await Chain.SealAsync(default);
        await host.Database.RunAsync("""
            alter table access.audit_entry disable trigger user;
            create temp table moved as select * from access.audit_entry;
            delete from access.audit_entry;
            insert into access.audit_entry overriding system value select * from moved order by number desc;
            """);
        Assert.All(await Chain.VerifyAsync(null, [], default), verdict => Assert.Null(verdict.Break));
    }

    [Fact]
    public async Task Entries_that_nobody_seals_are_reported()
    {
        await WriteAsync("llr", 1);
        Assert.Null(Assert.Single(await Chain.VerifyAsync(null, [], default)).Break);
        host.Clock.Advance(AuditVerification.MaxUnsealed + TimeSpan.FromSeconds(1));
        Assert.Equal(AuditBreakKind.NotSealed, Assert.Single(await Chain.VerifyAsync(null, [], default)).Break?.Kind);
    }

    [Fact]
    public async Task Hosts_that_write_and_seal_at_once_leave_one_whole_chain()
    {
        await Parallel.ForAsync(0, 16, async (i, stop) =>
        {
            for (var round = 0; round < 10; round++)
            {
                await WriteAsync(i % 2 == 0 ? "llr" : "dudley", 3);
                await Chain.SealAsync(stop);
            }
        });
        await Chain.SealAsync(default);
        Assert.Equal(
            [new AuditVerdict("dudley", 240, 0, null), new AuditVerdict("llr", 240, 0, null)], await Chain.VerifyAsync(null, [], default));
    }

    [Fact]
    public async Task An_entry_that_commits_late_is_sealed_behind_those_that_overtook_it()
    {
        await using var late = host.Services.GetRequiredService<Database>().Begin(Actor.Job("late"));
        host.Services.GetRequiredService<IAuditTrail>().Record(late, "llr", "late", Guid.NewGuid());
        await late.ReadAsync("select 1", [], _ => 0, default);
        await WriteAsync("llr", 3);
        for (var round = 0; round < 3; round++) await SealLaterAsync();
        await late.CommitAsync(default);
        Assert.Equal(1, await Chain.SealAsync(default));
        Assert.Equal(new AuditVerdict("llr", 4, 0, null), Assert.Single(await Chain.VerifyAsync(null, await Chain.HeadsAsync(default), default)));
    }

    [Fact]
    public async Task A_sealing_that_is_cut_off_leaves_nothing_and_the_next_one_does_it()
    {
        await WriteAsync("llr", 3);
        await using (var runtime = host.Database.RuntimeSource())
        await using (var connection = await runtime.OpenConnectionAsync())
        {
            await using var command = new NpgsqlCommand("begin; set local workwell.areas = '*'; select access.seal_audit(100)", connection);
            await command.ExecuteNonQueryAsync();
            Assert.Equal(0, await Chain.SealAsync(default));
        }
        Assert.Equal(3, await Chain.SealAsync(default));
        Assert.Equal(new AuditVerdict("llr", 3, 0, null), Assert.Single(await Chain.VerifyAsync(null, [], default)));
    }

    [Fact]
    public async Task The_heads_are_noted_once_a_day_in_a_folder_and_never_written_over()
    {
        var folder = Directory.CreateTempSubdirectory("audit-heads-");
        try
        {
            var job = new NoteAuditHeads(Chain, new AuditHeadsFolder(folder.FullName), host.Clock);
            await WriteAsync("llr", 2);
            await job.RunAsync(default);
            await WriteAsync("llr", 2);
            await job.RunAsync(default);
            var file = Assert.Single(folder.GetFiles());
            Assert.Equal("audit-heads-2026-09-07.txt", file.Name);
            var (heads, wrong) = AuditHead.Read(await File.ReadAllLinesAsync(file.FullName));
            Assert.Null(wrong);
            Assert.Equal(("llr", 2), (Assert.Single(heads).Area, heads[0].Sequence));
            await Chain.SealAsync(default);
            Assert.Null(Assert.Single(await Chain.VerifyAsync(null, heads, default)).Break);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_file_of_heads_says_which_line_is_none() => Assert.Equal(3, AuditHead.Read(["# noted", "", "llr 2 abc"]).WrongLine);

    private async Task WriteAsync(string area, int entries)
    {
        var audit = host.Services.GetRequiredService<IAuditTrail>();
        await using var change = host.Services.GetRequiredService<Database>().Begin(new Actor("key:desk", [area], "test"));
        for (var i = 0; i < entries; i++) audit.Record(change, area, "referrals.read", Guid.NewGuid(), i % 2 == 0 ? null : """{"service":"s"}""");
        await change.CommitAsync(default);
    }

    // As after some time: everything that was written is settled. A transaction in another database of the same server holds it up too, until it ends.
    private async Task SettleAsync()
    {
        do await SealLaterAsync();
        while (await host.Database.ReadAsync<bool>(
            "select exists (select from access.audit_entry e join access.audit_sealing s using (area) where e.number > s.settled_number)"));
    }

    private async Task SealLaterAsync()
    {
        await Chain.SealAsync(default);
        await host.Database.RunAsync("update access.audit_sealing set waiting_since = waiting_since - interval '1 minute'");
    }

    private Task AsOwnerAsync(string sql) => host.Database.RunAsync(
        $"alter table access.audit_entry disable trigger user; alter table access.audit_seal disable trigger user; {sql}");
}
