using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// The one intake of all referral sources: validate, find the area, gather facts, decide, route. All results are written in one change:
/// person, referral, decision, offer, follow-ups, messages and audit entry commit together, in one round trip without prior reads.
/// </summary>
internal sealed class ReferralIntake(
    FindArea findArea, AskArea askArea, RouteReferral route, IPartnerDirectory partners, IPeople people, IAuditTrail audit, ReferralStore store,
    UnprovenReferrers unproven, Database database, TimeProvider clock)
{
    /// <summary>Constraint violations that are expected and lead to another attempt.</summary>
    public static IReadOnlyList<string> ExpectedConstraints { get; } = [
        ReferralStore.RequestIsUnique, ReferralStore.ReferenceIsUnique, PartnerCapacity.IsLeft, NewRecord.IsOfNobodyKnown];

    /// <summary>Receives a referral.</summary>
    /// <param name="given">The referral as sent.</param>
    /// <param name="arrival">How it came.</param>
    /// <param name="cancellationToken">Stops the work; nothing is stored then.</param>
    /// <param name="takePlace">Takes a place in its area's minute, once the area is known; null gives none. An urgent concern needs no place.</param>
    /// <returns>The referral, also for a repeated request; or the refusal.</returns>
    public async Task<(Referral? Referral, Refusal? Refusal)> ReceiveAsync(
        NewReferral given, Arrival arrival, CancellationToken cancellationToken, Func<string, AreaPlace?>? takePlace = null)
    {
        var (ready, refusal) = Check(given, arrival);
        var needsPlace = takePlace is not null && ready is not null && !given.Safety.NeedsSomebodyToday();
        using var place = needsPlace ? takePlace!(ready!.Place.AreaCode) : null;
        if (needsPlace && place is null) refusal = ReferralProblems.TooMany;
        // A repeat of a request that was accepted before gets its first answer, whatever has been closed or used up since.
        if (refusal is { Code: ReferralProblems.DoorClosedCode or ReferralProblems.TooManyCode } && arrival.IdempotencyKey is { } idempotencyKey
            && await store.FindByRequestAsync(idempotencyKey, cancellationToken) is { } before) return (before, null);
        if (ready is null || refusal is not null) return (null, refusal);
        var (referral, refused, isRepeat) = await KeepAsync(
            ready, ReferralSourceActor.At(ReferralSourceKeys.Of(arrival.ReferralSource), ready.Place.AreaCode), cancellationToken);
        if (referral is not null && !isRepeat) place?.Use();
        return (referral, refused);
    }

    /// <summary>Validates a referral completely before anything is written.</summary>
    public (ReadyReferral? Ready, Refusal? Refusal) Check(NewReferral given, Arrival arrival)
    {
        var (validated, refusal) = ReferralValidator.Check(given, arrival.ReferralSource, LondonTime.DateOf(clock.GetUtcNow()));
        if (validated is null) return (null, refusal);
        (var place, refusal) = findArea.Find(validated.Referral);
        if (place is null) return (null, refusal);
        if (place.Area?.IsOpen(arrival.ReferralSource) == false)
            return (null, ReferralProblems.ReferralSourceClosed(place.Area, arrival.ReferralSource, validated.Referral));
        return GatherFacts.CheckAnswers(validated.Referral, place.Area) is { } wrong ? (null, wrong) : (new(validated, arrival, place), null);
    }

    /// <summary>Stores one valid referral in its own change.</summary>
    public async Task<(Referral? Referral, Refusal? Refusal, bool IsRepeat)> KeepAsync(ReadyReferral ready, Actor actor, CancellationToken cancellationToken)
    {
        var mayBeKnown = false;
        while (true)
        {
            await using var change = database.Begin(actor);
            var earlier = mayBeKnown ? await EarlierReferrals.FindAsync(change, people, ready.Place.AreaCode, PersonOf(ready), cancellationToken) : null;
            var referral = await WriteAsync(change, ready, ReferralReference.Make(), cancellationToken, earlier);
            var violated = await change.TryCommitAsync(ExpectedConstraints, cancellationToken);
            if (violated is null) return (referral, null, false);
            if (violated == ReferralStore.RequestIsUnique) return await RepeatAsync(ready.Arrival.IdempotencyKey!, cancellationToken);
            mayBeKnown |= violated == NewRecord.IsOfNobodyKnown;
            // The reference exists (about once in ten thousand), the partner's last place has gone, or the person is known: try again.
        }
    }

    /// <summary>Decides and routes a referral, and writes it and all that follows into a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="ready">The referral.</param>
    /// <param name="reference">What the public will call it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="earlier">What the area knows of the same person already; null: not looked for, and then the commit is refused where there is
    /// something.</param>
    public async ValueTask<Referral> WriteAsync(
        Change change, ReadyReferral ready, string reference, CancellationToken cancellationToken, EarlierReferrals? earlier = null)
    {
        var (validated, arrival, place) = ready;
        var given = validated.Referral;
        var facts = GatherFacts.From(given, arrival.ReferralSource, place, LondonTime.DateOf(change.At));
        var trace = DecisionTrace.Start();
        var decision = place.Area?.Eligibility.Decide(facts, trace) ?? EligibilityDecision.NeedsReview(place.WhyNone!);
        // Staff check a child's birth date before any partner is asked, also where the rules ignore age.
        var routing = ready.Warnings.Any(warning => warning.Code == InputWarning.BirthDateUnlikely) ? Routed.ToAreaTeam
            : await route.FirstAsync(place.Area, decision.Outcome, facts, given.Person.Consents, cancellationToken);

        var referral = new Referral
        {
            Id = Guid.CreateVersion7(change.At),
            Area = place.AreaCode,
            Reference = reference,
            PersonId = people.Register(change, place.AreaCode, PersonOf(ready), isCompared: earlier is not null),
            ReferralSource = arrival.ReferralSource,
            ReceivedAt = change.At,
            Facts = facts,
            Decision = Record(decision, trace, routing, place, ready.Warnings, facts),
            SettingsRevision = place.Area?.Revision,
            PluginVersion = place.Area?.PluginVersion,
            Referrer = given.Referrer,
            Employer = given.Employer,
            IsUrgent = given.Safety.NeedsSomebodyToday(),
            IsInDanger = given.Safety.IsInDanger == true,
            IsDemonstration = arrival.IsDemonstration,
            Next = routing.Next,
        };
        var awaits = earlier is { IsAny: true };
        var isUnproven = unproven.Wait(arrival, place.AreaCode);
        if (awaits) referral = referral.AwaitSettlement();
        if (isUnproven) referral = referral.AwaitLook();
        if (!awaits && !isUnproven && routing.First is { } service) referral = referral.OfferTo(service, change.At);
        ReferralStore.Insert(change, referral, arrival.IdempotencyKey);
        if (awaits) change.Publish(earlier!.FoundFor(referral));
        if (isUnproven) change.Publish(new ReferrerNotProven(referral.Id, referral.Area, referral.Reference, referral.ReferralSource));
        if (!awaits && !isUnproven) Begin(change, referral, routing, partners);
        if (referral.IsUrgent)
        {
            change.Publish(new UrgentConcernRaised(referral.Id, referral.Area, referral.Summary())
            {
                Origin = arrival.IsProven(referral.Area) ? null : arrival.Origin,
            });
        }
        if (ContactNeedsOf(referral, given.Person.Contact) is { } needs) change.Publish(needs);
        audit.Record(change, referral.Area, "referrals.received", referral.Id, ReferralAudit.Received(referral));
        return referral;
    }

    /// <summary>Publishes and reserves everything that follows once a referral is certain to be no duplicate.</summary>
    public static void Begin(Change change, Referral referral, Routed routing, IPartnerDirectory partners)
    {
        var summary = referral.Summary();
        if (referral.Service is { } service) partners.Reserve(change, referral.Area, service, referral.Id);
        if (routing.IsGap) partners.RecordGap(change, referral.Area, referral.Id, referral.Facts, routing.Gaps);
        change.Publish(new ReferralReceived(referral.Id, referral.Area, summary, referral.Facts));
        if (referral.Service is not null) change.Publish(new OfferMade(referral.Id, referral.Area, summary, referral.Facts, referral.OfferNumber));
    }

    private DecisionRecord Record(
        EligibilityDecision decision, DecisionTrace trace, Routed routing, FoundPlace place, IReadOnlyList<InputWarning> warnings, ReferralFacts facts) => new()
    {
        Outcome = decision.Outcome,
        Next = routing.Next,
        Reasons = StoredReason.From(decision.Reasons),
        Priorities = StoredReason.From(decision.Priorities),
        Advice = StoredReason.From(decision.Advice),
        Trace = DecisionRecord.Lines(trace),
        Ranked = routing.Ranked,
        Gaps = StoredReason.From(routing.Gaps),
        AlternativeAreas = decision.Outcome == EligibilityOutcome.NotEligible ? askArea.AreasToTry(place.Area, facts) : [],
        Notes = warnings,
        PluginContent = place.Area?.PluginContent,
    };

    private async Task<(Referral? Referral, Refusal? Refusal, bool IsRepeat)> RepeatAsync(IdempotencyKey idempotencyKey, CancellationToken cancellationToken) =>
        await store.FindByRequestAsync(idempotencyKey, cancellationToken) is { } first ? (first, null, true)
        : (null, ReferralProblems.KeyUsedOtherwise, true);

    private static ContactNeedsRecorded? ContactNeedsOf(Referral referral, ContactInput contact)
    {
        string[] needs = [.. referral.Decision.Notes.Select(note => note.Code).Where(ContactNeed.All.Contains).Distinct()];
        return contact is { NeedsInterpreter: false, Formats.Count: 0 } && needs.Length == 0 ? null
            : new(referral.Id, referral.Area, contact.NeedsInterpreter, contact.Formats) { Needs = needs };
    }

    private static NewPerson PersonOf(ReadyReferral ready) =>
        PersonOf(ready.Validated.Referral, ready.Place) with { IsDemonstration = ready.Arrival.IsDemonstration };

    private static NewPerson PersonOf(NewReferral given, FoundPlace place) => new()
    {
        GivenName = given.Person.GivenName ?? "",
        FamilyName = given.Person.FamilyName ?? "",
        BornOn = given.Person.BornOn,
        NhsNumber = given.Person.NhsNumber,
        Email = given.Person.Email,
        Phone = given.Person.Phone,
        AddressLines = given.Person.AddressLines,
        Postcode = place.Postcode,
        Language = given.Person.Language,
        Contact = new()
        {
            Preferred = given.Person.Contact.Preferred,
            Stopped = given.Person.Contact.Stopped,
            NeverCall = given.Person.Contact.Never.Contains(NeverWords.Call),
            VoicemailIsSafe = given.Person.Contact.VoicemailIsSafe,
            SafeTimes = given.Person.Contact.SafeTimes,
            NeedsInterpreter = given.Person.Contact.NeedsInterpreter,
            Formats = given.Person.Contact.Formats,
        },
        Consents = given.Person.Consents,
        IsInDanger = given.Safety.IsInDanger == true,
    };
}

/// <summary>A valid referral whose area is known.</summary>
internal sealed record ReadyReferral(ValidatedReferral Validated, Arrival Arrival, FoundPlace Place)
{
    /// <summary>The warnings for the sender.</summary>
    public IReadOnlyList<InputWarning> Warnings { get; } = [.. Validated.Notes, .. Place.Notes];
}
