using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>What an operator sees of what is published.</summary>
public sealed class PublishedPageTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workwell-published-");
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_operator_sees_who_published_what_when_and_why_and_what_it_changed()
    {
        await PublishAsync(0, "As agreed", ("area.json", "one"), ("partners.json", "one"));
        File.Delete(Path.Combine(folder.FullName, "partners.json"));
        await PublishAsync(1, "A longer <limit>", ("area.json", "two"), ("examples.csv", "two"));
        using var visit = (await StaffMember.MakeAsync(host, StaffRole.Operator)).Visit(host);
        await visit.OpenAsync("/staff/service");
        var link = visit.Page.QuerySelector("a[href='/staff/service/published/llr']")!;
        Assert.Contains("A longer <limit>", link.Closest("tr")!.TextContent, StringComparison.Ordinal);

        await visit.OpenAsync("/staff/service/published/llr");
        var rows = visit.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Contains("Changed: area.json; Added: examples.csv; Removed: partners.json", rows[0], StringComparison.Ordinal);
        Assert.Contains("The first, with 2 files", rows[1], StringComparison.Ordinal);
        await visit.OpenAsync("/staff/service/published/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
    }

    private async Task PublishAsync(int basedOn, string reason, params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder.FullName, path), Encoding.UTF8.GetBytes(content));
        await using var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));
        await host.Services.GetRequiredService<IPublications>().PublishAsync(
            change, [new("llr", PublicationFiles.Read(folder.FullName).Files!, basedOn)], reason, default);
        await change.CommitAsync(default);
    }
}
