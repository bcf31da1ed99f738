using System.Text.Json.Nodes;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>The schemas that editors use say what the host reads: they are written from the same records, comments and all.</summary>
public sealed class SchemaTests
{
    private const string HowToAccept = "Run the tests of areas once with WORKWELL_ACCEPT=1 to write it anew, and look at the change.";

    private static readonly Dictionary<string, string> Sdk =
        new() { ["sdk"] = "The versions of the area contract this was written for, with an upper bound, such as \">=1.0 <2.0\"." };

    [Theory]
    [InlineData("area")]
    [InlineData("follow-ups")]
    [InlineData("partners")]
    [InlineData("plugin")]
    public void The_schema_is_the_one_of_the_record_that_is_read(string name)
    {
        var path = Checkout.Path("config", "schemas", $"{name}.schema.json");
        var text = Write(name);
        if (Environment.GetEnvironmentVariable("WORKWELL_ACCEPT") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{path} is missing. {HowToAccept}");
        Assert.True(File.ReadAllText(path) == text, $"{path} is behind the record it describes. {HowToAccept}");
    }

    [Fact]
    public void Every_file_that_ships_names_its_schema_and_uses_only_its_members()
    {
        var files = Directory.EnumerateFiles(Checkout.Path("config", "areas"), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/templates/", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Checkout.Path("plugins"), "plugin.json", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var schema = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, (string)json["$schema"]!));
            Assert.True(File.Exists(schema), $"{file} names {schema}");
            var whole = JsonNode.Parse(File.ReadAllText(schema))!.AsObject();
            AssertKnown(json, whole, whole, file);
        });
    }

    private static void AssertKnown(JsonNode? json, JsonObject schema, JsonObject whole, string where)
    {
        while ((string?)schema["$ref"] is { } pointer) schema = pointer.Split('/').Skip(1).Aggregate(whole, (node, step) => node[step]!.AsObject());
        if (json is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                var inner = schema["properties"]?[name] ?? (schema["additionalProperties"] as JsonObject);
                Assert.True(inner is not null, $"{where}: \"{name}\" is not in the schema");
                if (inner is JsonObject known) AssertKnown(value, known, whole, $"{where}: {name}");
            }
        }
        else if (json is JsonArray elements && schema["items"] is JsonObject each)
        {
            foreach (var element in elements) AssertKnown(element, each, whole, where);
        }
    }

    private static string Write(string name)
    {
        var text = new SchemaText(typeof(AreaSettings), typeof(PartnersFile));
        return name switch
        {
            "area" => text.Of(typeof(AreaSettings), "The settings of one area", Sdk, "followUps",
                new Dictionary<string, IReadOnlyList<string>> { ["limits"] = LimitNames.All, ["requirements"] = RequirementNames.All }, open: "limits"),
            "follow-ups" => text.Of(typeof(FollowUpsFile), "What happens when, in one area or everywhere"),
            "partners" => text.Of(typeof(PartnersFile), "The partner organisations and services of one area"),
            _ => text.Of(typeof(PluginManifest), "Which area a plugin is for, and where its code is"),
        };
    }
}
