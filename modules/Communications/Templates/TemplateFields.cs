using System.Collections.Concurrent;
using System.Collections.Frozen;
using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Templates;

/// <summary>The names a template of a message type may use: the type's fields, the reader's name and the area's details.</summary>
internal sealed class TemplateFields
{
    public const string Reasons = "reasons";
    public const string Advice = "advice";

    private static readonly MessageField[] OfTheCard =
    [
        new("givenName", FieldKind.Name, "Amira"),
        new("fullName", FieldKind.Name, "Amira O'Neill"),
    ];

    private static readonly MessageField[] OfTheArea =
    [
        new("serviceName", FieldKind.Words, "WorkWell Birmingham and Solihull"),
        new("areaPhone", FieldKind.Phone, "0300 000 0000") { IsOptional = true },
        new("areaEmail", FieldKind.Email, "hello@workwell.example") { IsOptional = true },
        // One way to reach the area, where a sentence asks to get in touch: without it there is no such sentence.
        new("areaContact", FieldKind.Words, "0300 000 0000") { IsOptional = true },
        new("areaStart", FieldKind.Link, "https://workwell.example/areas/bsol") { IsOptional = true, IsAction = true },
        new("myReferral", FieldKind.Link, "https://workwell.example/my-referral") { IsOptional = true, IsAction = true },
        new("areaWeb", FieldKind.Link, "https://workwell.example") { IsOptional = true },
    ];

    private static readonly FrozenDictionary<string, TemplateFields> ByType = MessageTypes.All.ToFrozenDictionary(
        type => type.Code, type => new TemplateFields(type));

    // All messages that areas add have the same fields.
    private static readonly ConcurrentDictionary<bool, TemplateFields> OfOwn = new();

    private readonly FrozenDictionary<string, MessageField> fields;

    private TemplateFields(MessageType type)
        : this([.. type.Fields, .. type.GreetsByName ? OfTheCard : [], .. OfTheArea],
            [.. type.ListsReasons ? new[] { Reasons } : [], .. type.ListsAdvice ? new[] { Advice } : []])
    {
    }

    private TemplateFields(IReadOnlyList<MessageField> fields, IReadOnlyList<string> lists)
    {
        All = fields;
        Lists = lists;
        this.fields = fields.ToFrozenDictionary(field => field.Name);
    }

    /// <summary>The names the text of a reason may use. "limitInWeeks" is its limit as a length of time, "exclusive" is there where the limit
    /// itself is outside.</summary>
    public static TemplateFields OfReasons { get; } = new(
        [
            new("limit", FieldKind.Words, "18"),
            new("limitInWeeks", FieldKind.Words, "4 weeks"),
            new("exclusive", FieldKind.Words, "yes") { IsOptional = true },
            new("count", FieldKind.Words, "2"),
            new("serviceName", FieldKind.Words, "WorkWell Dudley"),
        ],
        []);

    public IReadOnlyList<MessageField> All { get; }

    public IReadOnlyList<string> Lists { get; }

    public static TemplateFields Of(MessageType type) =>
        ByType.GetValueOrDefault(type.Code) ?? OfOwn.GetOrAdd(type.GreetsByName, static (_, type) => new TemplateFields(type), type);

    /// <summary>All fields and lists, for error messages.</summary>
    public IEnumerable<string> Names => All.Select(known => known.Name).Concat(Lists);

    public bool Has(string name) => fields.ContainsKey(name) || Lists.Contains(name);

    public MessageField? Find(string name) => fields.GetValueOrDefault(name);
}
