using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace WorkWell.Referrals.Tests;

/// <summary>Whatever is done to a good referral, a door answers it: taken whole, or refused in plain words with nothing written.</summary>
public sealed class FuzzTests(LoggingDoor referralSource) : IClassFixture<LoggingDoor>
{
    [Fact]
    public void A_referral_with_a_changed_tree_is_taken_or_refused() =>
        Prop.ForAll(Trees().ToArbitrary(), tree => IsAnswered(Encoding.UTF8.GetBytes(tree))).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_referral_with_changed_bytes_is_taken_or_refused() =>
        Prop.ForAll(Bytes().ToArbitrary(), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private bool IsAnswered(byte[] body)
    {
        var before = RowsAsync().GetAwaiter().GetResult();
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = referralSource.PostAsync(content, "employer").GetAwaiter().GetResult();
        var answer = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        var status = (int)response.StatusCode;
        var after = RowsAsync().GetAwaiter().GetResult();
        var isTaken = status == 201 && after > before;
        var isRefused = status is 400 or 413 && after == before && JsonNode.Parse(answer)!["detail"] is not null
            && !answer.Contains("Exception", StringComparison.Ordinal);
        return isTaken || isRefused ? true : throw new InvalidOperationException($"{status}, {after - before} rows: {answer}\n{Encoding.UTF8.GetString(body)}");
    }

    private Task<long> RowsAsync() => referralSource.Host.Database.ReadAsync<long>(
        "select (select count(*) from people.person) + (select count(*) from people.consent) + (select count(*) from referrals.referral) + (select count(*) " +
        "from access.audit_entry)");

    private static string Good() => OneDoor.Good("employer").ToJsonString();

    private static Gen<string> Trees() =>
        from changes in Gen.Zip(Gen.Choose(0, 10_000), Change()).ArrayOf()
        select Apply(changes);

    private static Gen<Func<JsonNode?, JsonNode?>> Change() => Gen.OneOf(
        Gen.Elements<string>(
            "null", "true", "0", "-1", "1e400", "99999999999999999999", "1.5", "\"\"", "\" \"", "[]", "{}", "[null]", "[[]]", "{\"\":1}", "\"2026-02-30\"",
            "\"0001-01-01\"", "\"yes\"",
            "\"\\u0000\"", "\"\\u202e\"", "\"\\ud83d\\ude00\"", "\"'; drop table people.person; --\"", "\"محمد\"", "\"પટેલ\"", "\"en-GB-oxendict\"", "\"llr\"",
            "\"NATIONAL\"")
            .Select<string, Func<JsonNode?, JsonNode?>>(value => _ => JsonNode.Parse(value)),
        ArbMap.Default.ArbFor<string>().Generator.Select<string, Func<JsonNode?, JsonNode?>>(text => _ => Text(text)),
        Gen.Choose(1, 3000).Select<int, Func<JsonNode?, JsonNode?>>(length => _ => JsonValue.Create(new string('a', length))),
        Gen.Choose(1, 20).Select<int, Func<JsonNode?, JsonNode?>>(
        depth => node => Enumerable.Range(0, depth).Aggregate(node?.DeepClone(), (inner, _) => new JsonArray(inner))));

    // Half of a surrogate pair cannot be written as JSON text at all; the table of bad inputs has it as an escape.
    private static JsonNode Text(string? text) => JsonValue.Create(new string([.. (text ?? "").Where(c => !char.IsSurrogate(c))]));

    private static string Apply((int At, Func<JsonNode?, JsonNode?> Change)[] changes)
    {
        var root = JsonNode.Parse(Good())!;
        foreach (var (at, change) in changes)
        {
            var places = Places(root).ToArray();
            if (places.Length == 0) break;
            var (parent, name, index) = places[at % places.Length];
            if (parent is JsonObject fields) fields[name!] = change(fields[name!]);
            else if (parent is JsonArray items) items[index] = change(items[index]);
        }
        return root.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
            {
                yield return (fields, name, 0);
                foreach (var place in Places(value)) yield return place;
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                yield return (items, null, i);
                foreach (var place in Places(items[i])) yield return place;
            }
        }
    }

    private static Gen<byte[]> Bytes() =>
        from changes in Gen.Three(Gen.Choose(0, 100_000)).ArrayOf()
        select changes.Aggregate(Encoding.UTF8.GetBytes(Good()), Spoil);

    private static byte[] Spoil(byte[] bytes, (int Kind, int At, int Value) change)
    {
        var at = change.At % (bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + (change.Value % 40));
        return (change.Kind % 5) switch
        {
            0 => [.. bytes[..at], (byte)change.Value, .. bytes[at..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => bytes[..at],
            _ when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (change.Value % 8))), .. bytes[(at + 1)..]],
            _ => bytes,
        };
    }
}
