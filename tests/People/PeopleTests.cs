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
            Contact = new() { Preferred = Channel.Sms, Stopped = [Channel.Letter], VoicemailIsSafe = false, SafeTimes = "after 6", NeedsInterpreter = true,
            Formats = ["large-print"] },
        });

        var card = (await People.ContactsAsync(Llr, [id], default))[id];

        Assert.Equal("Zo\u00eb", card.GivenName);
        Assert.Equal("Zo\u00eb પટેલ", card.FullName);
        Assert.Equal("+447700900123", card.Phone);
        Assert.Equal(["1 High Street", "Leicester", "LE1 1AA"], card.AddressLines);
        Assert.Equal((Channel.Sms, false, "after 6", true),
            (card.Contact.Preferred, card.Contact.VoicemailIsSafe, card.Contact.SafeTimes, card.Contact.NeedsInterpreter));
        Assert.Equal([Channel.Letter], card.Contact.Stopped);
        Assert.Equal(["large-print"], card.Contact.Formats);
        var kept = await host.Database.ReadAsync<string>("select nhs_number_given from people.person where id = $1 and not nhs_number_is_valid", id);
        Assert.Equal("347 852 6985", host.Services.GetRequiredService<SealedDetail>().Open(id, "nhs_number_given", kept));
    }

    [Fact]
    public async Task Consents_are_kept_with_when_and_how_and_a_later_answer_does_not_overwrite_the_first()
    {
        var id = await RegisterAsync(
            new() { GivenName = "A", FamilyName = "B", Consents = new Dictionary<string, bool> { ["service"] = true, ["evaluation"] = false } });
        host.Clock.Advance(TimeSpan.FromDays(1));
        await ChangeAsync(change => People.RecordConsent(change, id, "evaluation", true, "spoken"));

        Assert.Equal("evaluation f door:self, evaluation t spoken, service t door:self", await host.Database.ReadAsync<string>(
            "select string_agg(concat_ws(' ', purpose, is_given, how), ', ' order by purpose, at) from people.consent where person_id = $1", id));
    }

    [Fact]
    public async Task Likely_duplicates_of_the_same_area_are_linked_and_not_merged()
    {
        var bornOn = new DateOnly(1980, 2, 29);
        var first = await RegisterAsync(
            new() { GivenName = "Muhammad", FamilyName = "Hussain", BornOn = bornOn, NhsNumber = "9476719931", Phone = "07700 900123",
            Email = "ebrown@example.org" });
        var name = await RegisterAsync(new() { GivenName = "محمد", FamilyName = "حسين", BornOn = bornOn });
        var number = await RegisterAsync(new() { GivenName = "M", FamilyName = "H", NhsNumber = "947 671 9931" });
        var phone = await RegisterAsync(new() { GivenName = "Amina", FamilyName = "Hussain", Phone = "+44 7700 900123" });
        var email = await RegisterAsync(new() { GivenName = "Edith", FamilyName = "Brown", Email = "EBrown@Example.org" });
        var stranger = await RegisterAsync(new() { GivenName = "Muhammad", FamilyName = "Hussain", BornOn = bornOn.AddDays(1) });

        var links = (await IdentityAsync(first)).Unsettled;

        Assert.Equal(
            new[] { (name, "similar-name-and-birth-date", true), (number, "same-nhs-number", true), (phone, "same-phone", false),
            (email, "same-email", false) }.OrderBy(link => link.Item1),
            links.Select(link => (link.OtherId, string.Join(' ', link.Because), link.IsStrong)).OrderBy(link => link.OtherId));
        Assert.Empty((await IdentityAsync(stranger)).Others);
        Assert.Equal(6L, await host.Database.ReadAsync<long>("select count(*) from people.person"));
    }

    [Theory]
    [InlineData("ebrown@people.example")]
    [InlineData("EBrown@people.example")]
    [InlineData("EBROWN@PEOPLE.EXAMPLE")]
    [InlineData("ebrown@People.Example")]
    public async Task An_email_address_is_the_same_in_any_case(string again)
    {
        var first = await RegisterAsync(new() { GivenName = "Ellen", FamilyName = "Brown", Email = "ebrown@people.example" });
        await RegisterAsync(new() { GivenName = "Edith", FamilyName = "Moss", Email = again });
        await RegisterAsync(new() { GivenName = "Ethel", FamilyName = "Reed", Email = "e.brown@people.example" });

        Assert.Equal(["same-email"], Assert.Single((await IdentityAsync(first)).Unsettled).Because);
    }

    [Theory]
    [InlineData("12 Example Street", "LE1 0ZA", "similar-name-and-birth-date", "same-address")]
    [InlineData("12, example street.", "le10za", "similar-name-and-birth-date", "same-address")]
    [InlineData("14 Example Street", "LE1 0ZA", "similar-name-and-birth-date", null)]
    [InlineData("12 Example Street", null, "similar-name-and-birth-date", null)]
    public async Task Twins_are_hinted_with_what_they_share(string line, string? postcode, string name, string? address)
    {
        var bornOn = new DateOnly(1991, 3, 1);
        NewPerson Person(string given, string line, string? postcode) =>
            new() { GivenName = given, FamilyName = "Rahman", BornOn = bornOn, AddressLines = [line, "Leicester"], Postcode = postcode };
        var hasan = await RegisterAsync(Person("Hasan", "12 Example Street", "LE1 0ZA"));
        var husain = Person("Husain", line, postcode);

        await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
        var found = Assert.Single(await People.CompareAsync(change, "llr", husain, default));
        Assert.Equal(new[] { address, name }.OfType<string>(), found.Because);
        Assert.True(found.IsStrong);

        await RegisterAsync(husain);
        Assert.Equal(found.Because, Assert.Single((await IdentityAsync(hasan)).Others).Because);
    }

    [Fact]
    public async Task Two_valid_NHS_numbers_speak_for_two_people_and_an_address_alone_links_nobody()
    {
        var bornOn = new DateOnly(1991, 3, 2);
        var hasan = await RegisterAsync(
            new()
            {
                GivenName = "Hasan", FamilyName = "Rahman", BornOn = bornOn, NhsNumber = "9434765919", AddressLines = ["1 A Street"], Postcode = "LE1 0ZA",
            });
        await RegisterAsync(new() { GivenName = "Husain", FamilyName = "Rahman", BornOn = bornOn, NhsNumber = "9434765870" });
        await RegisterAsync(new() { GivenName = "Zoe", FamilyName = "Black", AddressLines = ["1 A Street"], Postcode = "LE1 0ZA" });

        Assert.Equal(["different-nhs-numbers", "similar-name-and-birth-date"], Assert.Single((await IdentityAsync(hasan)).Others).Because);
    }

    [Fact]
    public async Task Not_the_same_person_lasts_for_the_twin_who_comes_back_with_their_own_number()
    {
        var bornOn = new DateOnly(1991, 3, 3);
        NewPerson Person(string given, string? number) => new() { GivenName = given, FamilyName = "Rahman", BornOn = bornOn, NhsNumber = number };
        var hasan = await RegisterAsync(Person("Hasan", null));
        var husain = await RegisterAsync(Person("Husain", "9434765870"));
        await SettleAsync(hasan, husain, false);

        await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
        Assert.Equal([husain], (await People.CompareAsync(change, "llr", Person("Husain", "9434765870"), default)).Select(one => one.OtherId));
        Assert.Equal(2, (await People.CompareAsync(change, "llr", Person("Husain", null), default)).Count);
    }

    [Fact]
    public async Task A_single_name_has_no_space_behind_it_and_nobody_who_is_endangered_is_written_to_in_a_shared_mailbox()
    {
        var alone = await RegisterAsync(new() { GivenName = "Suharto", FamilyName = "", Email = "suharto@people.example", IsInDanger = true });
        Assert.Equal("Suharto", (await CardAsync(alone)).FullName);
        Assert.Empty((await CardAsync(alone)).Undeliverable);
        var role = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", Email = "reception@people.example", IsInDanger = true });
        Assert.Equal([Channel.Email], (await CardAsync(role)).Undeliverable);
        Assert.Empty((await CardAsync(await RegisterAsync(new() { GivenName = "Al", FamilyName = "Ko", Email = "reception@people.example" }))).Undeliverable);
        // Whoever endangers the person comes with the same address.
        await RegisterAsync(new() { GivenName = "Bo", FamilyName = "Hill", Email = "SUHARTO@people.example" });
        Assert.Equal([Channel.Email], (await CardAsync(alone)).Undeliverable);
    }

    [Theory]
    [InlineData("0000000000")]
    [InlineData("9999999999")]
    [InlineData("111 111 1111")]
    public async Task A_placeholder_for_an_NHS_number_makes_nobody_a_likely_duplicate(string placeholder)
    {
        var one = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", NhsNumber = placeholder }, isCompared: false);
        var other = await RegisterAsync(new() { GivenName = "Tom", FamilyName = "Reed", NhsNumber = placeholder }, isCompared: false);
        Assert.Empty((await IdentityAsync(one)).Others);
        Assert.Empty((await IdentityAsync(other)).Others);
    }

    [Fact]
    public async Task Whoever_is_known_by_number_or_by_name_and_birth_date_is_refused_until_compared()
    {
        var bornOn = new DateOnly(1980, 2, 29);
        await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", NhsNumber = "9476719931", BornOn = bornOn });
        foreach (var again in (NewPerson[])[
            new() { GivenName = "A", FamilyName = "B", NhsNumber = "9476719931" }, new() { GivenName = "Anne", FamilyName = "Lee", BornOn = bornOn }])
        {
            await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
            People.Register(change, "llr", again);
            Assert.False(await change.TryCommitAsync(NewRecord.IsOfNobodyKnown, default));
            await using var compared = host.Services.GetRequiredService<Database>().Begin(Llr);
            Assert.Single(await People.CompareAsync(compared, "llr", again, default));
        }
    }

    [Fact]
    public async Task What_a_person_settles_lasts_reaches_on_and_is_not_contradicted()
    {
        var a = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", Phone = "07700 900123" });
        var b = await RegisterAsync(new() { GivenName = "Anne", FamilyName = "Lea", Phone = "07700 900123", Email = "a@example.org" });
        var c = await RegisterAsync(new() { GivenName = "A", FamilyName = "L", Email = "A@example.org" });
        var twin = await RegisterAsync(new() { GivenName = "Amy", FamilyName = "Lee", Phone = "07700 900123" });

        Assert.True((await SettleAsync(a, twin, isSame: false)).IsChanged);
        Assert.False((await SettleAsync(twin, a, isSame: false)).IsChanged);
        Assert.True((await SettleAsync(a, b, isSame: true)).IsChanged);
        Assert.True((await SettleAsync(b, c, isSame: true)).IsChanged);

        Assert.Equal(new[] { a, b, c }.Order(), (await IdentityAsync(c)).Records.Order());
        Assert.Equal([false], (await IdentityAsync(c)).Others.Where(other => other.OtherId == twin).Select(other => other.IsSame));
        Assert.NotEmpty((await SettleAsync(c, twin, isSame: true)).Contradicts);
        // The pair itself can be settled again: then the twin is one of them.
        Assert.True((await SettleAsync(a, twin, isSame: true)).IsChanged);
        Assert.Equal(4, (await IdentityAsync(c)).Records.Count);
    }

    [Fact]
    public async Task A_channel_stopped_and_the_newest_consent_hold_under_every_record_of_one_human_being()
    {
        var a = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", Consents = new Dictionary<string, bool> { ["evaluation"] = true } });
        var b = await RegisterAsync(new() { GivenName = "Anne", FamilyName = "Lea", Contact = new() { Stopped = [Channel.Letter] } });
        await ChangeAsync(change => People.StopChannel(change, b, Channel.Email, "bounced"));
        await SettleAsync(a, b, isSame: true);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await ChangeAsync(change => People.StopChannel(change, a, Channel.Sms, "asked"));
        await ChangeAsync(change => People.RecordConsent(change, b, "evaluation", false, "spoken"));

        var cards = await People.ContactsAsync(Llr, [a, b], default);
        Assert.Equal([Channel.Sms, Channel.Letter], cards[a].Contact.Stopped.Order());
        Assert.Equal([Channel.Email, Channel.Sms, Channel.Letter], cards[b].Contact.Stopped.Order());
        await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
        Assert.False((await People.ConsentsAsync(change, a, default))["evaluation"]);
    }

    [Fact]
    public async Task Another_area_holding_the_same_person_is_not_told()
    {
        var dudley = new Actor("door:self", ["dudley"], "referral");
        var there = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", NhsNumber = "9476719931" }, dudley, "dudley", isCompared: false);
        var here = await RegisterAsync(new() { GivenName = "Ann", FamilyName = "Lee", NhsNumber = "9476719931" }, isCompared: false);

        Assert.Empty((await IdentityAsync(here)).Others);
        Assert.Empty(await People.ContactsAsync(Llr, [there], default));
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
        await ChangeAsync(change =>
            People.ChangeContact(change, id, new() { Email = "", Phone = "07700 900456", Language = "ar", Contact = new() { Preferred = Channel.Letter } },
            "asked"));

        var card = (await People.ContactsAsync(Llr, [id], default))[id];

        Assert.Equal((null, "+447700900456", "ar", Channel.Letter), (card.Email, card.Phone, card.Language, card.Contact.Preferred));
        Assert.Equal("email, phone, language, preferences",
            await host.Database.ReadAsync<string>("select string_agg(what, ', ' order by number) from people.contact_change"));
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
        Assert.Equal("old@example.org: no-such-address",
            await host.Database.ReadAsync<string>("select address || ': ' || reason from people.undeliverable_address"));

        await ChangeAsync(change => People.ChangeContact(change, id, new() { Email = "new@example.org", Phone = "07700 900124" }, "corrected"));
        var corrected = (await People.ContactsAsync(Llr, [id], default))[id];
        Assert.Empty(corrected.Undeliverable);
        Assert.Equal([Channel.Sms], corrected.Contact.Stopped);
    }

    [Theory]
    [InlineData(Channel.Email, "corrected")]
    [InlineData(Channel.Email, "asked")]
    [InlineData(Channel.Sms, "corrected")]
    [InlineData(Channel.Sms, "asked")]
    [InlineData(Channel.Letter, "corrected")]
    [InlineData(Channel.Letter, "asked")]
    public async Task Each_way_is_open_again_with_a_new_address_and_only_that_one(Channel channel, string reason)
    {
        var id = await EverywhereUndeliverableAsync();

        await ChangeAsync(change => People.ChangeContact(change, id, channel switch
        {
            Channel.Email => new() { Email = "new@example.org" },
            Channel.Sms => new() { Phone = "07700 900456" },
            _ => new() { AddressLines = ["2 New Street"] },
        }, reason));

        Assert.Equal(Enum.GetValues<Channel>().Where(one => one != channel).Order(), (await CardAsync(id)).Undeliverable.Order());
    }

    [Theory]
    [InlineData(Channel.Email)]
    [InlineData(Channel.Sms)]
    [InlineData(Channel.Letter)]
    public async Task Staff_who_confirm_the_address_as_it_is_open_its_way_again(Channel channel)
    {
        var id = await EverywhereUndeliverableAsync();

        await ChangeAsync(change => People.ChangeContact(change, id, channel switch
        {
            Channel.Email => new() { Email = "old@example.org" },
            Channel.Sms => new() { Phone = "07700 900123" },
            _ => new() { AddressLines = ["1 Old Street"] },
        }, "corrected"));

        Assert.Equal(Enum.GetValues<Channel>().Where(one => one != channel).Order(), (await CardAsync(id)).Undeliverable.Order());
    }

    private async Task<Guid> EverywhereUndeliverableAsync()
    {
        var id = await RegisterAsync(new()
        {
            GivenName = "A", FamilyName = "B", Email = "old@example.org", Phone = "07700 900123", AddressLines = ["1 Old Street"], Postcode = "LE1 1AA",
        });
        foreach (var channel in Enum.GetValues<Channel>())
            await ChangeAsync(change => People.MarkUndeliverable(change, id, channel, RunningHost.UsualStart, "no-such-address"));
        Assert.Equal(Enum.GetValues<Channel>().Order(), (await CardAsync(id)).Undeliverable.Order());
        return id;
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

    private async Task<Guid> RegisterAsync(NewPerson person, Actor? actor = null, string area = "llr", bool isCompared = true)
    {
        var id = Guid.Empty;
        await ChangeAsync(change => id = People.Register(change, area, person, isCompared), actor);
        return id;
    }

    private async Task<ContactDetails> CardAsync(Guid person) => (await People.ContactsAsync(Llr, [person], default))[person];

    private async Task<PersonIdentity> IdentityAsync(Guid person)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
        return await People.IdentityAsync(change, person, default);
    }

    private async Task<DuplicateSettlement> SettleAsync(Guid person, Guid other, bool isSame)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
        var settled = await People.SettleDuplicateAsync(change, "llr", person, other, isSame, default);
        await change.CommitAsync(default);
        return settled;
    }

    private async Task ChangeAsync(Action<Change> write, Actor? actor = null)
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(actor ?? Llr);
        write(change);
        await change.CommitAsync(default);
    }
}
