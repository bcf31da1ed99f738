using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The OpenAPI document at /openapi/v1.json, with a tested example for each referral source.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    /// <summary>Lets every kind of body reach the handler, whose refusal says more than the router's; the document does not show it.</summary>
    public const string AnyKind = "*/*";

    public static void Add(IServiceCollection services)
    {
        // The document describes what the doors read and write, so it is made from their options.
        services.ConfigureHttpJsonOptions(options =>
        {
            var own = options.SerializerOptions;
            var referralSources = ReferralJson.AtDoors;
            own.UnmappedMemberHandling = referralSources.UnmappedMemberHandling;
            own.RespectNullableAnnotations = referralSources.RespectNullableAnnotations;
            own.NumberHandling = referralSources.NumberHandling;
            foreach (var converter in referralSources.Converters) own.Converters.Add(converter);
        });
        services.AddOpenApi(Name, options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "WorkWell",
                    Version = Name,
                    Description =
                    "Refer somebody, or yourself, for help with work and health. A referral is answered with what was decided and why. Field names that are " +
                    "wrong are listed under errors.",
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, _, _) =>
            {
                Describe(operation);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>A valid referral. The people are invented.</summary>
    public static NewReferral Example(ReferralSource referralSource) => new()
    {
        Person = new()
        {
            GivenName = "Priya",
            FamilyName = "Patel",
            BornOn = new(1984, 3, 27),
            Email = "priya.patel@example.org",
            Phone = "07700 900123",
            AddressLines = ["12 Example Street", "Leicester"],
            Postcode = "LE1 1AA",
            Language = "en",
            Consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
        },
        Work = new() { Situation = WorkSituation.OffSick, WeeksOffSick = 6, HealthAffectsWork = true, AtRiskOfLosingJob = true },
        Health = ReferralFlow.MayTellOfHealth.Contains(referralSource)
        ? new() { MainProblem = 3, Needs = ["pain-or-movement", "talking-to-employer"] } : new(),
        MeetingWays = ["phone", "in-person"],
        Employer = referralSource == ReferralSource.Employer ? null
        : new() { Name = "Example Works", ContactName = "Jo Example, line manager", Email = "jo@works.example", Phone = "01632 960002" },
        Referrer = referralSource == ReferralSource.Self ? null : new()
        {
            Name = "Sam Example",
            Organisation = "Example organisation",
            Email = "sam@example.org",
            Agreement = "Priya asked for this in our meeting and read it before it was sent.",
            ProgressAllowed = true,
        },
    };

    private static void Describe(OpenApiOperation operation)
    {
        operation.RequestBody?.Content?.Remove(AnyKind);
        if (operation.OperationId?.StartsWith("refer-", StringComparison.Ordinal) != true) return;
        var referralSource = StoredKeys<ReferralSource>.Read(operation.OperationId["refer-".Length..]);
        operation.Parameters =
        [
            new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Required = referralSource != ReferralSource.Self,
                Description =
                "A value of its own for each referral, such as a UUID. The same post again with the same key gets the same answer and makes no second " +
                "referral.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
            },
        ];
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true)
            body.Example = JsonSerializer.SerializeToNode(Example(referralSource), ReferralJson.AtDoors);
        foreach (var (status, problem) in Problems)
        {
            if (operation.Responses?.TryGetValue(status, out var response) == true
                && response.Content?.TryGetValue("application/problem+json", out var content) == true)
                content.Example = JsonNode.Parse(problem);
        }
    }

    private static readonly Dictionary<string, string> Problems = new()
    {
        ["400"] = """
            {"type":"urn:workwell:problem:referrals.check-fields","title":"Bad Request","status":400,"code":"referrals.check-fields",
             "detail":"Some of what was sent cannot be right. Each field is named with what to do.",
             "errors":{"person.bornOn":["Use a date that exists, written year-month-day, such as 1990-03-27."]}}
            """,
        ["422"] = """
            {"type":"urn:workwell:problem:referrals.key-used-otherwise","title":"Unprocessable Entity","status":422,"code":"referrals.key-used-otherwise",
             "detail":"This Idempotency-Key came with another referral before. Send a repeat unchanged, and a new referral with a key of its own.",
             "errors":{"Idempotency-Key":["Use a new key for a new referral."]}}
            """,
    };
}
