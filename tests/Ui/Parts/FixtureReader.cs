using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;
using WorkWell.TestKit;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Tests.Parts;

/// <summary>One fixture of the design system: the macro's input and the HTML it produced.</summary>
public sealed record Fixture(string Component, string Name, JsonNode Context, string Html);

/// <summary>Reads the design system's fixtures and creates parts from the macros' input. A parameter that a part does not support is an error.</summary>
internal static class FixtureReader
{
    private static readonly string Folder = Checkout.Path("node_modules", "nhsuk-frontend", "dist", "nhsuk", "components");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new TextConverter(), new HtmlConverter() },
    };

    /// <summary>The parts with fixtures in the design system, by component name.</summary>
    public static IReadOnlyDictionary<string, Type> Offered { get; } = (
        from folder in Directory.EnumerateDirectories(Folder)
        let component = Path.GetFileName(folder)
        where HasFixtures(folder)
        from type in typeof(Part).Assembly.GetExportedTypes()
        where type.IsSubclassOf(typeof(Part)) && !type.IsAbstract
        let name = component.Replace("-", "", StringComparison.Ordinal)
        where string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(type.Name + "s", name, StringComparison.OrdinalIgnoreCase)
        select (component, type)).ToDictionary(found => found.component, found => found.type);

    public static IEnumerable<Fixture> Read(string component)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, component, "fixtures.json")))!;
        foreach (var fixture in document["fixtures"]!.AsArray())
        {
            var context = fixture!["context"]?.DeepClone() ?? new JsonObject();
            if (fixture["callBlock"]?.GetValue<string>() is { } block) Put(context.AsObject(), ContentOf(Offered[component]), block);
            yield return new Fixture(component, fixture["name"]!.GetValue<string>(), context, fixture["html"]!.GetValue<string>());
        }
    }

    public static Part Make(Fixture fixture)
    {
        var type = Offered[fixture.Component];
        return (Part)Normalise(fixture.Context, type).Deserialize(type, Options)!;
    }

    private static bool HasFixtures(string folder) =>
        Path.Combine(folder, "fixtures.json") is var file && File.Exists(file) && JsonNode.Parse(File.ReadAllText(file))!["fixtures"]!.AsArray().Count > 0;

    // A macro may be called with a block of HTML, which becomes the part's content.
    private static string[] ContentOf(Type part) => part switch
    {
        _ when part == typeof(Footer) => ["meta", "html"],
        _ when part.GetProperty("Description") is not null => ["description", "html"],
        _ => ["html"],
    };

    private static void Put(JsonObject target, string[] path, string html)
    {
        foreach (var step in path[..^1]) target = (JsonObject)(target[step] ??= new JsonObject());
        target[path[^1]] = html;
    }

    // The macros accept shorthand: a string for an object with a text, an object for a list of one, false for nothing, true for an empty object.
    private static JsonNode? Normalise(JsonNode? node, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var kind = node?.GetValueKind() ?? JsonValueKind.Null;
        if (type == typeof(string)) return kind is JsonValueKind.Number ? JsonValue.Create(node!.ToJsonString()) : node?.DeepClone();
        if (type == typeof(bool) || type == typeof(int) || type == typeof(Text) || type == typeof(IHtmlContent)) return node?.DeepClone();
        if (type.IsEnum) return kind is JsonValueKind.True or JsonValueKind.False ? Flag(type, kind is JsonValueKind.True) : node?.DeepClone();
        if (ValueOf(type) is { } value) return new JsonObject(node!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, Normalise(pair.Value, value))));
        if (ItemOf(type) is { } item)
        {
            if (kind is JsonValueKind.False) return null;
            var items = kind is JsonValueKind.Array ? node!.AsArray().ToArray() : [node];
            return new JsonArray([.. items.Select(element => Normalise(element, item))]);
        }
        return kind switch
        {
            JsonValueKind.False when type == typeof(Icon) => new JsonObject { ["name"] = "" },
            JsonValueKind.False or JsonValueKind.Null => null,
            JsonValueKind.True => new JsonObject(),
            JsonValueKind.String when type == typeof(Icon) => new JsonObject { ["name"] = node!.DeepClone(), ["placement"] = "start" },
            JsonValueKind.String => new JsonObject { ["text"] = node!.DeepClone() },
            JsonValueKind.Array when type == typeof(Actions) => new JsonObject { ["items"] = Normalise(node, typeof(IReadOnlyList<ActionItem>)) },
            _ => new JsonObject(node!.AsObject()
            .Select(pair => KeyValuePair.Create(pair.Key, Member(type, pair.Key) is { } member ? Normalise(pair.Value, member) : pair.Value?.DeepClone()))),
        };
    }

    // `sort: true` is a sortable column that is not sorted; `colour: false` is a tag without a colour.
    private static JsonNode? Flag(Type type, bool value) => (type, value) switch
    {
        (_, true) when type == typeof(SortOrder) => "none",
        (_, false) when type == typeof(TagColour) => "no-colour",
        _ => null,
    };

    private static Type? Member(Type type, string name) =>
        type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;

    private static Type? ItemOf(Type type) => type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var item] ? item : null;

    private static Type? ValueOf(Type type) => type.GetGenericArguments() is [_, var value] && type.IsAssignableTo(typeof(IEnumerable)) ? value : null;

    private sealed class TextConverter : JsonConverter<Text>
    {
        public override Text? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    private sealed class HtmlConverter : JsonConverter<IHtmlContent>
    {
        public override IHtmlContent? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new HtmlString(reader.GetString());

        public override void Write(Utf8JsonWriter writer, IHtmlContent value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
