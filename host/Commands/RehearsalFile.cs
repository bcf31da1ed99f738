using System.Text.Json;
using WorkWell.Areas.Sdk;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Writes a rehearsal's results as JSON. Messages are streamed, because there may be millions; the summary follows.</summary>
internal sealed class RehearsalFile : IAsyncDisposable
{
    private readonly FileStream stream;
    private readonly Utf8JsonWriter json;

    private RehearsalFile(FileStream stream)
    {
        this.stream = stream;
        json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartArray("followUps");
    }

    public static RehearsalFile Create(FileInfo file) => new(new FileStream(file.FullName, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20));

    public void Add(RehearsedFollowUp happened)
    {
        json.WriteStartObject();
        json.WriteString("at", happened.At);
        json.WriteString("area", happened.Area);
        json.WriteString("case", happened.Case);
        json.WriteString("step", happened.Step);
        json.WriteString("for", StoredKeys<Recipient>.Of(happened.For));
        if (happened.Message is not null) json.WriteString("message", happened.Message);
        json.WriteString("channel", happened.Channel);
        json.WriteEndObject();
        if (json.BytesPending > 1 << 19) json.Flush();
    }

    public void Finish(RehearsalRequest asked, RehearsalReport report)
    {
        json.WriteEndArray();
        json.WriteString("from", asked.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("weeks", asked.Weeks);
        json.WritePropertyName("areas");
        JsonSerializer.Serialize(json, asked.Areas.Select(area => area.Code));
        json.WritePropertyName("summary");
        JsonSerializer.Serialize(json, report, JsonSerializerOptions.Web);
        json.WriteEndObject();
    }

    public async ValueTask DisposeAsync()
    {
        await json.DisposeAsync();
        await stream.DisposeAsync();
    }
}
