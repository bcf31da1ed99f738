using System.Text;
using Npgsql;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.People;

internal sealed class PeopleStore(Database database, SealedDetail sealing) : IPeople
{
    public Guid Register(Change change, string area, NewPerson person, bool isCompared = false)
    {
        var id = Guid.CreateVersion7(change.At);
        var nhs = NhsNumber.Read(person.NhsNumber);
        var number = sealing.Hash(nhs?.ForMatching);
        var phone = PhoneNumber.ToInternational(person.Phone);
        var nameKey = NameKey.Of(person.GivenName, person.FamilyName);
        change.WriteRow(
            """
            insert into people.person (
              id, area, given_name, family_name, born_on, nhs_number, nhs_number_given, nhs_number_is_valid, email, phone, phone_given, address_lines, postcode,
              language, preferred_channel, stopped_channels, voicemail_is_safe, safe_times, needs_interpreter, formats, name_key, is_demonstration,
                registered_at, never_call, is_in_danger)
            select
              r.id, r.area, r.given_name, r.family_name, r.born_on, r.nhs_number, r.nhs_number_given, r.nhs_number_is_valid, r.email, r.phone, r.phone_given,
              r.address_lines::text[], r.postcode, r.language, r.preferred_channel, r.stopped_channels::text[], r.voicemail_is_safe, r.safe_times,
                r.needs_interpreter,
              r.formats::text[], r.name_key, r.is_demonstration, r.registered_at, r.never_call, r.is_in_danger
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) as r (
              id, area, given_name, family_name, born_on, nhs_number, nhs_number_given, nhs_number_is_valid, email, phone, phone_given, address_lines, postcode,
              language, preferred_channel, stopped_channels, voicemail_is_safe, safe_times, needs_interpreter, formats, name_key, is_demonstration,
                registered_at, never_call, is_in_danger)
            """,
            id, area, Nfc(person.GivenName), Nfc(person.FamilyName), DbValue.Day(person.BornOn), DbValue.Text(number),
            DbValue.Text(sealing.Seal(id, "nhs_number_given", nhs?.AsGiven)), DbValue.Answer(nhs?.IsValid), DbValue.Text(person.Email), DbValue.Text(phone),
            DbValue.Text(person.Phone), TextList.Of(person.AddressLines.Select(Nfc)),
            DbValue.Text(person.Postcode), person.Language, DbValue.Text(Channels.Key(person.Contact.Preferred)),
            TextList.Of(Channels.Keys(person.Contact.Stopped)),
            DbValue.Answer(person.Contact.VoicemailIsSafe), DbValue.Text(sealing.Seal(id, "safe_times", person.Contact.SafeTimes)),
            person.Contact.NeedsInterpreter, TextList.Of(person.Contact.Formats), nameKey, person.IsDemonstration, change.At, person.Contact.NeverCall,
            person.IsInDanger);
        if (person.Consents.Count > 0) RecordConsents(change, area, id, person);
        DuplicateRows.NoteKeys(change, area, MatchKeys.Of(number, person.BornOn, nameKey), isCompared);
        return id;
    }

    public async Task<IReadOnlyDictionary<Guid, ContactDetails>> ContactsAsync(
        Actor actor, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        var details = await database.ReadPreparedAsync(
            actor,
            """
            select id, given_name, family_name, language, email, phone, address_lines, postcode, preferred_channel, stopped_channels, voicemail_is_safe,
                   safe_times, needs_interpreter, formats, phone_given, array(
                     select u.channel from people.undeliverable_address u where u.area = p.area and u.person_id = p.id
                       and u.address = people.address_for(p, u.channel)),
                   never_call, case when is_in_danger then people.shares_email(p) end
            from people.person p where id = any ($1)
            """,
            [people.ToArray()], DetailsOf, cancellationToken);
        return details.ToDictionary(details => details.PersonId);
    }

    public async Task<bool> FitsAsync(Actor actor, Guid person, OwnDetails details, CancellationToken cancellationToken)
    {
        var fits = await database.ReadAsync(
            actor, "select coalesce(born_on = $2, false) or coalesce(lower(email) = lower($3), false) or coalesce(phone = $4, false) from people.person " +
            "where id = $1",
            [person, details.BornOn, details.Email, PhoneNumber.ToInternational(details.Phone)], row => row.GetBoolean(0), cancellationToken);
        return fits is [true];
    }

    public void StopChannel(Change change, Guid person, Channel channel, string reason)
    {
        // A dead address is that of one record. Who asks us to stop means themselves, whatever record they were written to under.
        var which = reason == "asked" ? "id in (select people.records_of($1))" : "id = $1";
        change.Write(
            $"update people.person set stopped_channels = array_append(stopped_channels, $2) where {which} and not stopped_channels @> array[$2]",
            person, Channels.Key(channel));
        RecordContactChange(change, person, $"stopped-{Channels.Key(channel)}", reason);
    }

    public void MarkUndeliverable(Change change, Guid person, Channel channel, DateTimeOffset sentAt, string reason)
    {
        change.Write(
            """
            insert into people.undeliverable_address (area, person_id, channel, address, reason, found_at)
            select p.area, p.id, $2, people.address_for(p, $2), $5, $4
            from people.person p
            where p.id = $1 and people.address_for(p, $2) is not null
              and not exists (select from people.contact_change c where c.area = p.area and c.person_id = p.id and c.what = $6 and c.at > $3)
            on conflict (area, person_id, channel, address) do nothing
            """,
            person, Channels.Key(channel), sentAt.ToUniversalTime(), change.At, reason, Channels.WhatChanges(channel));
        RecordContactChange(change, person, $"undeliverable-{Channels.Key(channel)}", reason);
    }

    public void ChangeContact(Change change, Guid person, ContactChange contact, string reason)
    {
        if (contact.Email is { } email) Set("email", "update people.person set email = nullif($2, '') where id = $1", email);
        if (contact.Phone is { } phone)
            Set("phone", "update people.person set phone_given = nullif($2, ''), phone = $3 where id = $1", phone, PhoneNumber.ToInternational(phone));
        if (contact.AddressLines is { } lines) Set("address", "update people.person set address_lines = $2 where id = $1", [lines.Select(Nfc).ToArray()]);
        if (contact.Postcode is { } postcode) Set("postcode", "update people.person set postcode = nullif($2, '') where id = $1", postcode);
        if (contact.Language is { } language) Set("language", "update people.person set language = $2 where id = $1", language);
        if (contact.Contact is { } ways)
        {
            Set(
                "preferences",
                """
                update people.person
                set preferred_channel = $2, stopped_channels = $3, voicemail_is_safe = $4, safe_times = $5, needs_interpreter = $6, formats = $7,
                  never_call = $8
                where id = $1
                """,
                Channels.Key(ways.Preferred), Channels.Keys(ways.Stopped), ways.VoicemailIsSafe,
                sealing.Seal(person, "safe_times", ways.SafeTimes), ways.NeedsInterpreter, ways.Formats.ToArray(), ways.NeverCall);
            change.Write(
                "update people.person set stopped_channels = $2, never_call = $3 where id in (select people.records_of($1)) and id <> $1", person,
                Channels.Keys(ways.Stopped), ways.NeverCall);
        }

        void Set(string what, string sql, params object?[] values)
        {
            if (reason == "corrected" && Channels.ReachedBy(what) is { } channel)
                change.Write("delete from people.undeliverable_address where person_id = $1 and channel = $2", person, Channels.Key(channel));
            change.Write(sql, [person, .. values]);
            RecordContactChange(change, person, what, reason);
        }
    }

    public void RecordConsent(Change change, Guid person, string purpose, bool isGiven, string how) => change.Write(
        """
        insert into people.consent (area, person_id, purpose, at, is_given, how)
        select area, id, $2, $3, $4, $5 from people.person where id = $1
        """,
        person, purpose, change.At, isGiven, how);

    public async Task<IReadOnlyDictionary<string, bool>> ConsentsAsync(Change change, Guid person, CancellationToken cancellationToken)
    {
        var newest = await change.ReadAsync(
            "select distinct on (purpose) purpose, is_given from people.consent where person_id in (select people.records_of($1)) order by purpose, at desc",
            [person], row => KeyValuePair.Create(row.GetString(0), row.GetBoolean(1)), cancellationToken);
        return newest.ToDictionary();
    }

    public Task<IReadOnlyList<LikelyDuplicate>> CompareAsync(Change change, string area, NewPerson person, CancellationToken cancellationToken) =>
        DuplicateRows.CompareAsync(change, area, person, sealing.Hash(NhsNumber.Read(person.NhsNumber)?.ForMatching), cancellationToken);

    public Task<PersonIdentity> IdentityAsync(Change change, Guid person, CancellationToken cancellationToken) =>
        DuplicateRows.IdentityAsync(change, person, cancellationToken);

    public Task<DuplicateSettlement> SettleDuplicateAsync(
        Change change, string area, Guid person, Guid other, bool isSame, CancellationToken cancellationToken) =>
        DuplicateRows.SettleAsync(change, area, person, other, isSame, cancellationToken);

    private static void RecordConsents(Change change, string area, Guid id, NewPerson person)
    {
        var how = person.ConsentsGivenHow ?? change.Actor.Name;
        foreach (var (purpose, isGiven) in person.Consents)
        {
            change.WriteRow(
                """
                insert into people.consent (area, person_id, purpose, at, is_given, how)
                select r.area, r.person_id, r.purpose, r.at, r.is_given, r.how
                from unnest($1, $2, $3, $4, $5, $6) as r (area, person_id, purpose, at, is_given, how)
                """,
                area, id, purpose, change.At, isGiven, how);
        }
    }

    private static void RecordContactChange(Change change, Guid person, string what, string reason) => change.Write(
        """
        insert into people.contact_change (area, person_id, at, actor, what, reason)
        select area, id, $2, $3, $4, $5 from people.person where id = $1
        """,
        person, change.At, change.Actor.Name, what, reason);

    private ContactDetails DetailsOf(NpgsqlDataReader row)
    {
        var lines = row.GetFieldValue<string[]>(6);
        var email = row.IsDBNull(4) ? null : row.GetString(4);
        // Null where nobody endangers the person.
        bool? sharesEmail = row.IsDBNull(17) ? null : row.GetBoolean(17);
        var closed = sharesEmail is { } shares && (shares || SharedMailbox.Is(email)) ? new[] { Channel.Email } : [];
        return new()
        {
            PersonId = row.GetGuid(0),
            GivenName = row.GetString(1),
            // Many people have one name.
            FullName = $"{row.GetString(1)} {row.GetString(2)}".Trim(),
            Language = row.GetString(3),
            Email = email,
            Phone = row.IsDBNull(5) ? null : row.GetString(5),
            AddressLines = row.IsDBNull(7) ? lines : [.. lines, row.GetString(7)],
            Contact = new()
            {
                Preferred = row.IsDBNull(8) ? null : Channels.Read(row.GetString(8)),
                Stopped = [.. row.GetFieldValue<string[]>(9).Select(Channels.Read)],
                NeverCall = row.GetBoolean(16),
                VoicemailIsSafe = row.IsDBNull(10) ? null : row.GetBoolean(10),
                SafeTimes = row.IsDBNull(11) ? null : sealing.Open(row.GetGuid(0), "safe_times", row.GetString(11)),
                NeedsInterpreter = row.GetBoolean(12),
                Formats = row.GetFieldValue<string[]>(13),
            },
            PhoneAsGiven = row.IsDBNull(14) ? null : row.GetString(14),
            Undeliverable = [.. row.GetFieldValue<string[]>(15).Select(Channels.Read).Union(closed)],
        };
    }

    private static string Nfc(string text) => text.Normalize(NormalizationForm.FormC);
}

/// <summary>The stored keys of channels.</summary>
internal static class Channels
{
    public static string Key(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Sms => "sms",
        _ => "letter",
    };

    public static string? Key(Channel? channel) => channel is { } known ? Key(known) : null;

    public static string[] Keys(IReadOnlyList<Channel> channels) => [.. channels.Select(channel => Key(channel)).Distinct()];

    /// <summary>What of a person's contact details a channel depends on, as changes are recorded.</summary>
    public static string WhatChanges(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Sms => "phone",
        _ => "address",
    };

    public static Channel? ReachedBy(string what) => what switch
    {
        "email" => Channel.Email,
        "phone" => Channel.Sms,
        "address" or "postcode" => Channel.Letter,
        _ => null,
    };

    public static Channel Read(string key) => key switch
    {
        "email" => Channel.Email,
        "sms" => Channel.Sms,
        "letter" => Channel.Letter,
        _ => throw new InvalidOperationException("A stored channel is none of email, sms, letter."),
    };
}
