using Microsoft.Extensions.DependencyInjection;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.People.Tests;

public sealed class PeopleTests : IAsyncLifetime
{
    private static readonly Actor Llr = new("door:self", ["llr"], "referral");
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_person_is_kept_as_they_were_given()
    {
        var id = await RegisterAsync(new()
        {
            GivenName = "Zoe\u0308",
            FamilyName = "પટેલ",
            NhsNumber = "347 852 6985",
            Phone = "07700 900123",
            Email = "zoe@example.org",
            AddressLines = ["1 High Street", "Leicester"],
            Postcode = "LE1 1AA",
            Language = "gu",
            Contact = new() { Preferred = Channel.Sms, Stopped = [Channel.Letter], VoicemailIsSafe = false, SafeTimes = "after 6", NeedsInterpreter = true, Formats = ["large-print"] },
        });

        var card = (await People.ContactsAsync(Llr, [id], default))[id];

        Assert.Equal("Zo\u00eb", card.GivenName);
        Assert.Equal("Zo\u00eb પટેલ", card.FullName);
        Assert.Equal("+447700900123", card.Phone);
        Assert.Equal(["1 High Street", "Leicester", "LE1 1AA"], card.AddressLines);
        Assert.Equal((Channel.Sms, false, "after 6", true), (card.Contact.Preferred, card.Contact.VoicemailIsSafe, card.Contact.SafeTimes, card.Contact.NeedsInterpreter));
        Assert.Equal([Channel.Letter], card.Contact.Stopped);
        Assert.Equal(["large-print"], card.Contact.Formats);
        Assert.Equal("347 852 6985/3478526985/False", await host.Database.ReadAsync<string>(
            "select nhs_number_given || '/' || nhs_number || '/' || initcap(nhs_number_is_valid::text) from people.person where id = $1", id));
    }

    [Fact]
    public async Task Consents_are_kept_with_when_and_how_and_a_later_answer_does_not_overwrite_the_first()
    {
        var id = await RegisterAsync(new() { GivenName = "A", FamilyName = "B", Consents = new Dictionary<string, bool> { ["service"] = true, ["evaluation"] = false } });
        host.Clock.Advance(TimeSpan.FromDays(1));
        await ChangeAsync(change => People.RecordConsent(change, id, "evaluation", true, "spoken"));

        Assert.Equal("evaluation f door:self, evaluation t spoken, service t door:self", await host.Database.ReadAsync<string>(
            "select string_agg(concat_ws(' ', purpose, is_given, how), ', ' order by purpose, at) from people.consent where person_id = $1", id));
    }

    [Fact]
    public async Task Likely_duplicates_of_the_same_area_are_linked_and_not_merged()
    {
        var bornOn = new DateOnly(1980, 2, 29);
        var first = await RegisterAsync(new() { GivenName = "Muhammad", FamilyName = "Hussain", BornOn = bornOn, NhsNumber = "9476719931", Phone = "07700 900123" });
        var name = await RegisterAsync(new() { GivenName = "محمد", FamilyName = "حسين", BornOn = bornOn });
        var number = await RegisterAsync(new() { GivenName = "M", FamilyName = "H", NhsNumber = "947 671 9931" });
        var phone = await RegisterAsync(new() { GivenName = "Amina", FamilyName = "Hussain", Phone = "+44 7700 900123" });
        var stranger = await RegisterAsync(new() { GivenName = "Muhammad", FamilyName = "Hussain", BornOn = bornOn.AddDays(1) });

        var links = await People.LikelyDuplicatesAsync(Llr, first, default);

        Assert.Equal(
            new[] { (name, "same-name-and-birth-date"), (number, "same-nhs-number"), (phone, "same-phone") }.OrderBy(link => link.Item1),
            links.Select(link => (link.OtherId, link.Because)).OrderBy(link => link.OtherId));
        Assert.Empty(await People.LikelyDuplicatesAsync(Llr, stranger, default));
        Assert.Equal(5L, await host.Database.ReadAsync<long>("select count(*) from people.person"));
    }

    [Fact]
    public async Task Another_area_holding_the_same_person_is_not_told()
    {
        var dudley = new Actor("door:self", ["dudley"], "referral");
        var there = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", NhsNumber = "9476719931" }, dudley, "dudley");
        var here = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", NhsNumber = "9476719931" });

        Assert.Empty(await People.LikelyDuplicatesAsync(Llr, here, default));
        Assert.Empty(await People.ContactsAsync(Llr, [there], default));
        Assert.Equal(0L, await host.Database.ReadAsync<long>("select count(*) from people.likely_duplicate"));
    }

    [Fact]
    public async Task A_stopped_channel_stays_stopped_and_stopping_twice_changes_nothing()
    {
        var id = await RegisterAsync(new() { GivenName = "A", FamilyName = "B" });
        for (var i = 0; i < 2; i++) await ChangeAsync(change => People.StopChannel(change, id, Channel.Sms, "asked"));
        Assert.Equal([Channel.Sms], (await People.ContactsAsync(Llr, [id], default))[id].Contact.Stopped);
    }

    [Fact]
    public async Task Contact_details_and_language_can_change_and_the_change_is_recorded_without_the_values()
    {
        var id = await RegisterAsync(new() { GivenName = "A", FamilyName = "B", Email = "old@example.org", Phone = "07700 900123" });
        await ChangeAsync(change => People.ChangeContact(change, id, new() { Email = "", Phone = "07700 900456", Language = "ar", Contact = new() { Preferred = Channel.Letter } }, "asked"));

        var card = (await People.ContactsAsync(Llr, [id], default))[id];

        Assert.Equal((null, "+447700900456", "ar", Channel.Letter), (card.Email, card.Phone, card.Language, card.Contact.Preferred));
        Assert.Equal("email, phone, language, preferences", await host.Database.ReadAsync<string>("select string_agg(what, ', ' order by number) from people.contact_change"));
    }

    [Fact]
    public async Task A_dead_address_closes_its_channel_until_it_is_corrected_and_a_stop_that_was_asked_for_stays()
    {
        var id = await RegisterAsync(new() { GivenName = "A", FamilyName = "B", Email = "old@example.org", Phone = "07700 900123" });
        var sentAt = RunningHost.UsualStart;
        for (var i = 0; i < 2; i++) await ChangeAsync(change => People.MarkUndeliverable(change, id, Channel.Email, sentAt, "no-such-address"));
        await ChangeAsync(change => People.StopChannel(change, id, Channel.Sms, "asked"));
        var dead = (await People.ContactsAsync(Llr, [id], default))[id];
        Assert.Equal([Channel.Email], dead.Undeliverable);
        Assert.Equal([Channel.Sms], dead.Contact.Stopped);
        Assert.Equal("old@example.org: no-such-address", await host.Database.ReadAsync<string>("select address || ': ' || reason from people.undeliverable_address"));

        await ChangeAsync(change => People.ChangeContact(change, id, new() { Email = "new@example.org", Phone = "07700 900124" }, "corrected"));
        var corrected = (await People.ContactsAsync(Llr, [id], default))[id];
        Assert.Empty(corrected.Undeliverable);
        Assert.Equal([Channel.Sms], corrected.Contact.Stopped);
    }

    [Fact]
    public async Task A_bounce_that_comes_after_the_address_was_changed_says_nothing_about_the_new_one()
    {
        var id = await RegisterAsync(new() { GivenName = "A", FamilyName = "B", Email = "old@example.org" });
        var sentAt = RunningHost.UsualStart.AddMinutes(-1);
        await ChangeAsync(change => People.ChangeContact(change, id, new() { Email = "new@example.org" }, "asked"));
        await ChangeAsync(change => People.MarkUndeliverable(change, id, Channel.Email, sentAt, "no-such-address"));
        Assert.Empty((await People.ContactsAsync(Llr, [id], default))[id].Undeliverable);
    }

    [Fact]
    public async Task What_was_typed_as_a_number_is_shown_beside_what_was_read()
    {
        var id = await RegisterAsync(new() { GivenName = "A", FamilyName = "B", Phone = "07700 900123 (mum)" });
        var card = (await People.ContactsAsync(Llr, [id], default))[id];
        Assert.Equal(("+447700900123", "07700 900123 (mum)"), (card.Phone, card.PhoneAsGiven));
    }

    private IPeople People => host.Services.GetRequiredService<IPeople>();

    private async Task<Guid> RegisterAsync(NewPerson person, Actor? actor = null, string area = "llr")
    {
        var id = Guid.Empty;
        await ChangeAsync(change => id = People.Register(change, area, person), actor);
        return id;
    }

    private async Task ChangeAsync(Action<Change> write, Actor? actor = null)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(actor ?? Llr);
        write(change);
        await change.CommitAsync(default);
    }
}
