using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests;

/// <summary>Test data: the shipped texts or a test folder, and one area.</summary>
internal static class Given
{
    public static readonly string ShippedTexts = Checkout.Path("config", "areas");

    public static readonly AreaSettings Area = new()
    {
        Code = "test",
        Name = "Test",
        ServiceName = "WorkWell Birmingham and Solihull",
        Board = new("QZZ", "E54999999", "Test board"),
        Contact = new() { Phone = "0121 496 0000", Email = "hello@workwell.example", Web = "https://workwell.example" },
    };

    public static TemplateLibrary Library(string? folder = null) =>
        new(folder ?? ShippedTexts, MessageRehearsal.FindError, NullLogger<TemplateLibrary>.Instance);

    public static MessageRenderer Renderer(TemplateLibrary? library = null, bool requireApproval = false, AreaSettings? area = null) =>
        new(library ?? Library(), new OneArea(area ?? Area), Policy(new ApprovalSettings { RequireApproval = requireApproval }),
            new TextsAbroad(new ConfigurationBuilder().Build()), new Senders(new OneArea(area ?? Area), Pages));

    /// <summary>Where the public finds the service.</summary>
    private static IConfiguration Pages { get; } =
        new ConfigurationBuilder().AddInMemoryCollection([new("PublicAddress", "https://workwell.example")]).Build();

    public static ApprovalPolicy Policy(ApprovalSettings settings) => new(new Unchanging<ApprovalSettings>(settings));

    public static ContactDetails Card(string language = "en", Channel? preferred = null) => new()
    {
        PersonId = Guid.Parse("0199a000-0000-7000-8000-000000000001"),
        GivenName = "Amira",
        FullName = "Amira O'Neill",
        Language = language,
        Email = "amira@people.example",
        Phone = "+447700900123",
        AddressLines = ["1 Example Street", "Birmingham", "B9 9ZZ"],
        Contact = new() { Preferred = preferred },
    };

    /// <summary>An area with these settings and by default the national rules.</summary>
    public static Area AreaOf(AreaSettings settings, IEligibility? rules = null, IReadOnlyList<ExtraQuestion>? questions = null) => new()
    {
        Settings = settings,
        Revision = 1,
        PluginVersion = "1.0.0",
        Eligibility = rules ?? new NationalArea().Eligibility(settings),
        Routing = new NationalRouting(settings),
        FollowUps = new NationalFollowUpPlan(settings),
        ExtraQuestions = questions ?? [],
    };

    /// <summary>A message of this type with samples in all fields or only in the required ones.</summary>
    public static MessageToRender Message(MessageType type, string language = "en", Channel? by = null, bool withOptional = true) => new()
    {
        Area = Area.Code,
        Type = type.Code,
        Card = type.For == Recipient.Participant ? Card(language, by) : null,
        Email = type.For == Recipient.Participant ? null : "team@partner.example",
        Language = language,
        Fields = type.Fields.Where(field => withOptional || !field.IsOptional).ToDictionary(field => field.Name, field => field.Sample),
        Reasons = type.ListsReasons && withOptional ? [new("lives-in-area"), new("minimum-age", Limit(18))] : [],
        Advice = type.ListsAdvice && withOptional ? [new("use-occupational-health-first")] : [],
    };

    public static MessageToRender Message(string type, string language = "en", Channel? by = null) => Message(MessageTypes.Find(type)!, language, by);

    public static Dictionary<string, string> Limit(int number) => new() { ["limit"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private sealed class OneArea(AreaSettings settings) : IAreaCatalogue
    {
        public IReadOnlyDictionary<string, Area> Ready { get; } = new Dictionary<string, Area> { [settings.Code] = AreaOf(settings) };

        public IReadOnlyList<AreaStatus> Statuses => [new(settings.Code, AreaState.Ready, null)];

        public Task<Area?> AtRevisionAsync(string code, int number, CancellationToken cancellationToken) => Task.FromResult(Ready.GetValueOrDefault(code));

        public Area? Serving(HomePlace home, GpPractice practice) => null;
    }

    private sealed class Unchanging<T>(T value) : IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
