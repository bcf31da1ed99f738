using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// The one intake behind every door. Guard, find the area, gather facts, decide, route; then everything that follows from it is written in one change:
/// person, referral, decision, offer, follow-ups, messages and audit entry commit together, in one round trip that reads nothing first.
/// </summary>
internal sealed class ReferralIntake(
    FindArea findArea, AskArea askArea, RouteReferral route, IPartnerDirectory partners, IPeople people, IAuditTrail audit, ReferralStore store,
    Database database, TimeProvider clock)
{
    /// <summary>What may stop a commit without anything being wrong with the referral.</summary>
    public static IReadOnlyList<string> ExpectedConstraints { get; } = [
        ReferralStore.RequestIsUnique, ReferralStore.ReferenceIsUnique, PartnerCapacity.IsLeft, NewRecord.IsOfNobodyKnown];

    /// <summary>Receives a referral.</summary>
    /// <param name="given">The referral as the door gave it.</param>
    /// <param name="arrival">How it came.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept then.</param>
    /// <param name="refuse">May refuse it once its area is known.</param>
    /// <returns>The referral, also where this post was a repeat; or what is wrong.</returns>
    public async Task<(Referral? Referral, Refusal? Refusal)> ReceiveAsync(
        NewReferral given, Arrival arrival, CancellationToken cancellationToken, Func<string, Problem?>? refuse = null)
    {
        var (ready, refusal) = Check(given, arrival);
        if (ready is not null && refuse?.Invoke(ready.Place.AreaCode) is { } problem) refusal = problem;
        // What was taken while the door was open is answered as before, when it comes again after the door was closed.
        if (refusal is { Code: ReferralProblems.DoorClosedCode } && arrival.IdempotencyKey is { } idempotencyKey
            && await store.FindByRequestAsync(idempotencyKey, cancellationToken) is { } before) return (before, null);
        return ready is null || refusal is not null ? (null, refusal)
            : await KeepAsync(ready, ReferralSourceActor.At(ReferralSourceKeys.Of(arrival.ReferralSource), ready.Place.AreaCode), cancellationToken);
    }

    /// <summary>Everything that can be said of a referral before anything is written.</summary>
    public (ReadyReferral? Ready, Refusal? Refusal) Check(NewReferral given, Arrival arrival)
    {
        var (guarded, refusal) = ReferralValidator.Check(given, arrival.ReferralSource, LondonTime.DateOf(clock.GetUtcNow()));
        if (guarded is null) return (null, refusal);
        (var place, refusal) = findArea.Find(guarded.Referral);
        if (place is null) return (null, refusal);
        if (place.Area?.IsOpen(arrival.ReferralSource) == false)
            return (null, ReferralProblems.ReferralSourceClosed(place.Area, arrival.ReferralSource, guarded.Referral));
        return GatherFacts.CheckAnswers(guarded.Referral, place.Area) is { } wrong ? (null, wrong) : (new(guarded, arrival, place), null);
    }

    /// <summary>Keeps one referral that passed the check, in a change of its own.</summary>
    public async Task<(Referral? Referral, Refusal? Refusal)> KeepAsync(ReadyReferral ready, Actor actor, CancellationToken cancellationToken)
    {
        var mayBeKnown = false;
        while (true)
        {
            await using var change = database.Begin(actor);
            var earlier = mayBeKnown ? await EarlierReferrals.FindAsync(change, people, ready.Place.AreaCode, PersonOf(ready), cancellationToken) : null;
            var referral = await WriteAsync(change, ready, ReferralReference.Make(), cancellationToken, earlier);
            var violated = await change.TryCommitAsync(ExpectedConstraints, cancellationToken);
            if (violated is null) return (referral, null);
            if (violated == ReferralStore.RequestIsUnique) return await RepeatAsync(ready.Arrival.IdempotencyKey!, cancellationToken);
            mayBeKnown |= violated == NewRecord.IsOfNobodyKnown;
            // Another referral has this reference (about one time in ten thousand), or has just got the partner's last place, or the person is known: begin
            // again.
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
        var (guarded, arrival, place) = ready;
        var given = guarded.Referral;
        var facts = GatherFacts.From(given, arrival.ReferralSource, place, LondonTime.DateOf(change.At));
        var trace = DecisionTrace.Start();
        var decision = place.Area?.Eligibility.Decide(facts, trace) ?? EligibilityDecision.NeedsReview(place.WhyNone!);
        var routing = await route.FirstAsync(place.Area, decision.Outcome, facts, given.Person.Consents, cancellationToken);

        var referral = new Referral
        {
            Id = Guid.CreateVersion7(change.At),
            Area = place.AreaCode,
            Reference = reference,
            PersonId = people.Register(change, place.AreaCode, PersonOf(ready), isCompared: earlier is not null),
            ReferralSource = arrival.ReferralSource,
            ReceivedAt = change.At,
            Facts = facts,
            Decision = Record(decision, trace, routing, place, guarded, facts),
            SettingsRevision = place.Area?.Revision,
            PluginVersion = place.Area?.PluginVersion,
            Referrer = given.Referrer,
            Employer = given.Employer,
            IsUrgent = given.Safety.NeedsSomebodyToday(),
            IsDemonstration = arrival.IsDemonstration,
            Next = routing.Next,
        };
        var awaits = earlier is { IsAny: true };
        referral = awaits ? referral.AwaitSettlement() : routing.First is { } service ? referral.OfferTo(service) : referral;
        ReferralStore.Insert(change, referral, arrival.IdempotencyKey);
        if (awaits) change.Publish(earlier!.FoundFor(referral));
        else Begin(change, referral, routing, partners);
        if (referral.IsUrgent) change.Publish(new UrgentConcernRaised(referral.Id, referral.Area, referral.Summary()));
        if (given.Person.Contact is { NeedsInterpreter: true } or { Formats.Count: > 0 })
            change.Publish(new ContactNeedsGiven(referral.Id, referral.Area, given.Person.Contact.NeedsInterpreter, given.Person.Contact.Formats));
        audit.Record(change, referral.Area, "referrals.received", referral.Id, ReferralAudit.Received(referral));
        return referral;
    }

    /// <summary>All that goes out once it is certain that a referral is of nobody who has one already.</summary>
    public static void Begin(Change change, Referral referral, Routed routing, IPartnerDirectory partners)
    {
        var summary = referral.Summary();
        if (referral.Service is { } service) partners.Reserve(change, referral.Area, service, referral.Id);
        if (routing.IsGap) partners.RecordGap(change, referral.Area, referral.Id, referral.Facts, routing.Gaps);
        change.Publish(new ReferralReceived(referral.Id, referral.Area, summary, referral.Facts));
        if (referral.Service is not null) change.Publish(new OfferMade(referral.Id, referral.Area, summary, referral.Facts, referral.OfferNumber));
    }

    private DecisionRecord Record(
        EligibilityDecision decision, DecisionTrace trace, Routed routing, FoundPlace place, ValidatedReferral guarded, ReferralFacts facts) => new()
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
        Notes = [.. guarded.Notes, .. place.Notes],
    };

    private async Task<(Referral? Referral, Refusal? Refusal)> RepeatAsync(IdempotencyKey idempotencyKey, CancellationToken cancellationToken) =>
        await store.FindByRequestAsync(idempotencyKey, cancellationToken) is { } first ? (first, null) : (null, ReferralProblems.KeyUsedOtherwise);

    private static NewPerson PersonOf(ReadyReferral ready) =>
        PersonOf(ready.Guarded.Referral, ready.Place) with { IsDemonstration = ready.Arrival.IsDemonstration };

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
            VoicemailIsSafe = given.Person.Contact.VoicemailIsSafe,
            SafeTimes = given.Person.Contact.SafeTimes,
            NeedsInterpreter = given.Person.Contact.NeedsInterpreter,
            Formats = given.Person.Contact.Formats,
        },
        Consents = given.Person.Consents,
    };
}

/// <summary>A referral that passed every check and has found its area.</summary>
internal sealed record ReadyReferral(ValidatedReferral Guarded, Arrival Arrival, FoundPlace Place);
