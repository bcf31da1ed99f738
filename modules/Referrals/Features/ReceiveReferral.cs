using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A referral arrives as JSON at one of the five doors.</summary>
internal static class ReceiveReferral
{
    private const string KeyHeader = "Idempotency-Key";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var referralSource in Enum.GetValues<ReferralSource>())
        {
            routes.MapPost($"/api/referrals/{ReferralSourceKeys.Of(referralSource)}",
                (HttpContext context, ReferralIntake intake, ReferralAnswers answers, ITexts texts, AreaLimit limit) =>
                HandleAsync(referralSource, context, intake, answers, texts, limit))
                .AllowAnonymous()
                .Accepts<NewReferral>("application/json", ApiDocument.AnyKind)
                .Produces<ReferralAnswer>(StatusCodes.Status201Created)
                .ProducesProblem(StatusCodes.Status400BadRequest)
                .ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden)
                .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
                .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
                .ProducesProblem(StatusCodes.Status429TooManyRequests)
                .WithName($"refer-{ReferralSourceKeys.Of(referralSource)}")
                .WithTags("Doors")
                .WithSummary(Summary(referralSource));
        }
    }

    private static async Task<IResult> HandleAsync(
        ReferralSource referralSource, HttpContext context, ReferralIntake intake, ReferralAnswers answers, ITexts texts, AreaLimit limit)
    {
        var stop = context.RequestAborted;
        var (caller, notAllowed) = await CurrentCaller.KeyHolderAsync(context, Permission.Refer);
        if (notAllowed is not null) return notAllowed.ToResult();
        string? key = context.Request.Headers[KeyHeader];
        if (CheckKey(referralSource, key) is { } badKey) return badKey.ToResult();
        var (given, sha256, badBody) = await StrictBody.ReadAsync<NewReferral>(context.Request, stop);
        if (badBody is not null) return badBody.ToResult();

        var idempotencyKey = string.IsNullOrEmpty(key) ? null : new IdempotencyKey(MarkId(referralSource, key), sha256);
        var arrival = new Arrival(referralSource, idempotencyKey)
        {
            ProvenIn = caller?.Areas ?? [], Origin = Sender.Of(context), IsDemonstration = context.RequestServices.GetRequiredService<DemonstrationMode>().IsOn,
        };
        var (referral, refusal) = await intake.ReceiveAsync(
            given!, arrival, stop, area => limit.Take(context, area));
        if (refusal?.Code == ReferralProblems.TooManyCode) limit.SayWhen(context);
        if (refusal is not null) return refusal.InWords(texts).ToResult();

        context.Response.Headers.Location = $"/api/referrals/{referral!.Reference}";
        return TypedResults.Json(answers.Of(referral, texts), ReferralJson.AtDoors, statusCode: StatusCodes.Status201Created);
    }

    // A page holds on to its own form; a machine that sees no answer sends again, and must be able to say that it is the same referral.
    private static Problem? CheckKey(ReferralSource referralSource, string? key)
    {
        if (string.IsNullOrEmpty(key))
            return referralSource == ReferralSource.Self ? null
            : ReferralProblems.Field(
            KeyHeader, "Send this header with a value of its own for each referral, such as a UUID. A repeat with the same value makes no second referral.");
        return key.Length <= 200 && key.All(c => c is >= '!' and <= '~') ? null
            : ReferralProblems.Field(KeyHeader, "Use 200 or fewer letters, digits and signs, without spaces.");
    }

    private static Guid MarkId(ReferralSource referralSource, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{ReferralSourceKeys.Of(referralSource)}\n{key}")).AsSpan(0, 16));

    private static string Summary(ReferralSource referralSource) => referralSource switch
    {
        ReferralSource.Self => "A person refers themselves.",
        ReferralSource.Employer => "An employer refers somebody who works for them, with their agreement.",
        ReferralSource.PrimaryCare => "A GP or somebody else in primary care refers a patient, with their agreement.",
        ReferralSource.Jobcentre => "Jobcentre Plus refers somebody, with their agreement.",
        _ => "A council, charity or community group refers somebody, with their agreement.",
    };
}
