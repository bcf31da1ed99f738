using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.People.Tests;

/// <summary>NHS numbers and safe-contact notes at rest, and keys that change while hosts run.</summary>
public sealed class SealedDetailTests : IAsyncLifetime
{
    private const string Number = "9434765919";
    private const string Note = "Only after 2pm, my husband reads my phone before that";
    private static readonly Actor Desk = new("key:desk", ["llr"], "test");
    private TestDatabase database = null!;
    private RunningHost one = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        one = await RunningHost.StartAsync(database: database);
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Neither_stands_in_the_database_and_both_work()
    {
        var person = await RegisterAsync(one);
        Assert.Equal(0L, await database.ReadAsync<long>(
            "select count(*) from people.person p where p::text like '%' || $1 || '%' or p::text like '%husband%'", Number));
        // Nobody who tries out every number recognises one.
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from people.match_key where key = $1", MatchKeys.OfPlainNumber(Number)));
        Assert.Equal(Note, await NoteAsync(one, person));
        Assert.Contains("same-nhs-number", Assert.Single(await AlikeAsync(one)).Because);
    }

    [Fact]
    public async Task A_new_key_seals_everything_again_and_a_host_that_was_running_goes_on()
    {
        await using var other = await RunningHost.StartAsync(database: database);
        var (person, later) = (await RegisterAsync(one), Guid.Empty);
        Assert.Equal(Note, await NoteAsync(other, person));
        var before = await database.ReadAsync<string>("select safe_times from people.person where id = $1", person);

        Assert.Equal(1, await one.Services.GetRequiredService<IDetailKeys>().RotateAsync(default));
        later = await RegisterAsync(one);

        Assert.NotEqual(before, await database.ReadAsync<string>("select safe_times from people.person where id = $1", person));
        Assert.Equal(2L, await database.ReadAsync<long>(
            "select count(*) from people.person where get_byte(decode(substr(safe_times, 8), 'base64'), 3) = 2"));
        Assert.Equal(Note, await NoteAsync(other, person));
        Assert.Equal(Note, await NoteAsync(other, later));
        Assert.Equal(2, (await AlikeAsync(other)).Count);
    }

    [Fact]
    public async Task A_note_put_into_another_record_does_not_open()
    {
        var (person, other) = (await RegisterAsync(one), await RegisterAsync(one));
        await database.RunAsync($"update people.person set safe_times = (select safe_times from people.person where id = '{person}') where id = '{other}'");
        await Assert.ThrowsAnyAsync<CryptographicException>(() => NoteAsync(one, other));
    }

    [Fact]
    public async Task What_an_earlier_release_left_in_the_clear_is_sealed_when_a_host_starts_and_still_recognised()
    {
        var person = await RegisterAsync(one);
        await database.RunAsync($"""
            update people.person set nhs_number = '{Number}', nhs_number_given = '943 476 5919', safe_times = '{Note}';
            delete from people.match_key; insert into people.match_key (area, key) values ('llr', '{MatchKeys.OfPlainNumber(Number)}')
            """);
        Assert.Equal(Note, await NoteAsync(one, person));

        await using var newer = await RunningHost.StartAsync(database: database);

        Assert.Equal(1L, await database.ReadAsync<long>(
            "select count(*) from people.person where nhs_number_given like 'sealed:%' and safe_times like 'sealed:%' and nhs_number <> $1", Number));
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from people.match_key where key = $1", MatchKeys.OfPlainNumber(Number)));
        Assert.Equal(Note, await NoteAsync(newer, person));
        Assert.Equal(person, Assert.Single(await AlikeAsync(newer)).OtherId);
    }

    private static NewPerson Someone => new()
    {
        GivenName = "Rosa", FamilyName = Guid.NewGuid().ToString("n"), NhsNumber = "943 476 5919", Contact = new() { SafeTimes = Note },
    };

    private static async Task<Guid> RegisterAsync(RunningHost host)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Desk);
        var person = host.Services.GetRequiredService<IPeople>().Register(change, "llr", Someone, isCompared: true);
        await change.CommitAsync(default);
        return person;
    }

    private static async Task<string?> NoteAsync(RunningHost host, Guid person) =>
        (await host.Services.GetRequiredService<IPeople>().ContactsAsync(Desk, [person], default))[person].Contact.SafeTimes;

    private static async Task<IReadOnlyList<LikelyDuplicate>> AlikeAsync(RunningHost host)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Desk);
        return await host.Services.GetRequiredService<IPeople>().CompareAsync(change, "llr", Someone, default);
    }
}
