using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Staff correct how a person is reached, such as an address to which nothing could be delivered. What the person asked to stop stays stopped.
/// </summary>
internal sealed class CorrectContact(Database database, IPeople people, IPlaces places, NoticeNewHome home, IAuditTrail audit)
{
    /// <summary>What is corrected. A member that is left out stays as it is; an empty one says that there is none.</summary>
    internal sealed record Correction
    {
        public string? Email { get; init; }
        public string? Phone { get; init; }
        public IReadOnlyList<string>? AddressLines { get; init; }
        public string? Postcode { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(
            "/api/referrals/{reference}/contact",
            (string reference, HttpRequest request, Actor actor, CorrectContact correct, ITexts texts, CancellationToken cancellationToken) =>
                correct.HandleAsync(reference, request, actor, texts, cancellationToken))
        .RequirePermission(Permission.CorrectContact)
        .Accepts<Correction>("application/json", ApiDocument.AnyKind)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithTags("Staff")
        .WithSummary("Correct a person's e-mail address, telephone number or postal address.");

    private async Task<IResult> HandleAsync(string reference, HttpRequest request, Actor actor, ITexts texts, CancellationToken cancellationToken)
    {
        var (correction, _, badBody) = await StrictBody.ReadAsync<Correction>(request, cancellationToken);
        if (badBody is not null) return badBody.ToResult();
        if (correction == new Correction()) return ReferralProblems.Field("email", "Say what is corrected: email, phone, addressLines or postcode.").ToResult();
        var (contact, refusal) = ReferralValidator.CheckContact(new()
        {
            Email = correction!.Email,
            Phone = correction.Phone,
            AddressLines = correction.AddressLines,
            Postcode = correction.Postcode,
        });
        if (refusal is not null) return refusal.InWords(texts).ToResult();
        return Problem.OrNoContent(await WriteAsync(actor, reference, contact!, cancellationToken));
    }

    /// <summary>Keeps corrected details that have been checked.</summary>
    /// <returns>Why not; null once it is done.</returns>
    public async Task<Problem?> WriteAsync(Actor actor, string reference, ContactChange contact, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        if (await ReferralStore.FindAsync(change, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound;
        people.ChangeContact(change, referral.PersonId, contact with { Postcode = places.FindPostcode(contact.Postcode).Postcode ?? contact.Postcode },
            "corrected");
        if (referral.EndedAt is null) change.Publish(new ContactChanged(referral.Id, referral.Area, referral.Summary()));
        if (home.Moved(referral, contact.Postcode) is { } moved) change.Publish(moved);
        audit.Record(change, referral.Area, "referrals.contact-corrected", referral.Id, ReferralAudit.Of(("what", What(contact))));
        await change.CommitAsync(cancellationToken);
        return null;
    }

    private static string What(ContactChange correction) => string.Join(
        ' ',
        new[] { (correction.Email, "email"), (correction.Phone, "phone"), (correction.AddressLines as object, "address"),
        (correction.Postcode, "postcode") }.Where(one => one.Item1 is not null).Select(one => one.Item2));
}
