using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkWell.Platform;

namespace WorkWell.Areas.Tests;

/// <summary>Writes the JSON schema of a file that people edit from the record it is read into, with the record's own comments as descriptions.</summary>
internal sealed partial class SchemaText
{
    private static readonly JsonSerializerOptions Strict = new(JsonFile.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, string> comments;

    public SchemaText(params Type[] documentedIn) => comments = documentedIn
        .Select(type => Path.ChangeExtension(type.Assembly.Location, ".xml"))
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .SelectMany(Comments)
        .DistinctBy(comment => comment.Key)
        .ToDictionary();

    /// <param name="type">The record.</param>
    /// <param name="title">What the file is.</param>
    /// <param name="header">Members of the file that are not members of the record, with what they say; required ones.</param>
    /// <param name="leftOut">Members of the record that stand in another file.</param>
    /// <param name="names">The names a group may use, by the member that holds it.</param>
    /// <param name="open">The member whose group may also have names of an area's own.</param>
    public string Of(Type type, string title, IReadOnlyDictionary<string, string>? header = null, string? leftOut = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? names = null, string? open = null)
    {
        var schema = Strict.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe })
            .AsObject();
        var properties = schema["properties"]!.AsObject();
        if (leftOut is not null) properties.Remove(leftOut);
        foreach (var (name, allowed) in names ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            var known = new JsonObject { ["enum"] = new JsonArray([.. allowed.Select(one => JsonValue.Create(one))]) };
            var own = new JsonObject { ["pattern"] = "^[a-z][A-Za-z0-9]{1,59}$" };
            properties[name]!.AsObject().Add("propertyNames", name == open ? new JsonObject { ["anyOf"] = new JsonArray(known, own) } : known);
        }

        var all = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string", ["description"] = "Where this schema is, for editors." } };
        foreach (var (name, says) in header ?? new Dictionary<string, string>()) all.Add(name, new JsonObject { ["type"] = "string", ["description"] = says });
        foreach (var (name, property) in properties) all.Add(name, property?.DeepClone());
        var required = (header?.Keys ?? []).Concat(schema["required"]?.AsArray().Select(name => (string)name!) ?? []);
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]),
            ["properties"] = all,
        };
        return whole.ToJsonString(Written).ReplaceLineEndings("\n") + "\n";
    }

    private JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject node || context.PropertyInfo is not { } property) return schema;
        var owner = property.DeclaringType;
        var member = property.AttributeProvider is MemberInfo named ? named.Name : property.Name;
        var says = comments.GetValueOrDefault($"P:{owner.FullName}.{member}") ?? comments.GetValueOrDefault($"param:{owner.FullName}.{member}")
            ?? comments.GetValueOrDefault($"param:{owner.FullName}.{property.AssociatedParameter?.Name}");
        // A default that the exporter adds would only repeat the description.
        node.Remove("default");
        if (says is not null) node.Insert(0, "description", says);
        return node;
    }

    private static IEnumerable<KeyValuePair<string, string>> Comments(XElement member)
    {
        var name = (string)member.Attribute("name")!;
        if (member.Element("summary") is { } summary) yield return new(name, Plain(summary));
        // A record's own parameters are documented on the type or on its constructor.
        foreach (var parameter in member.Elements("param"))
            yield return new($"param:{name[2..].Split("(")[0].Replace(".#ctor", "", StringComparison.Ordinal)}.{(string)parameter.Attribute("name")!}",
            Plain(parameter));
    }

    private static string Plain(XElement comment)
    {
        foreach (var reference in comment.Descendants().Where(element => element.Attribute("cref") is not null).ToArray())
            reference.ReplaceWith(JsonNamingPolicy.CamelCase.ConvertName(((string)reference.Attribute("cref")!).Split('.')[^1]));
        return Space().Replace(comment.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
