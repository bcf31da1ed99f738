using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Places;

/// <summary>Looks up postcodes and practices, and switches to a new index while the host runs.</summary>
internal sealed class PlaceDirectory : IPlaces, IHostedService, IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly PostcodeAnswer NotGiven = new(PostcodeState.NotGiven, null, HomePlace.Unknown);
    private static readonly PostcodeAnswer NotAPostcode = new(PostcodeState.NotAPostcode, null, HomePlace.Unknown);

    private readonly IndexFileWatcher<PostcodeIndex> postcodes;
    private readonly IndexFileWatcher<PracticeIndex> practices;
    private readonly ITimer timer;

    public PlaceDirectory(PlaceFolders folders, TimeProvider clock, ILogger<PlaceDirectory> log)
    {
        var sample = new SamplePlaces(folders, clock);
        postcodes = new(folders.Postcodes, sample.Stamp, sample.Postcodes, PostcodeIndex.Open, log);
        practices = new(folders.Practices, sample.Stamp, sample.Practices, PracticeIndex.Open, log);
        Refresh();
        // Folder watching misses changes on network drives and in containers; checking two dates costs nothing.
        timer = clock.CreateTimer(_ => Refresh(), null, BetweenLooks, BetweenLooks);
        if (postcodes.Current?.Head.IsSample == true) PlacesLog.OnlyASample(log);
        if (postcodes.Current is null) PlacesLog.NoPostcodes(log);
    }

    public PlacesStatus Status => new(
        StatusOf(postcodes.Current?.Head), StatusOf(practices.Current?.Head), [.. new[] { postcodes.Refused, practices.Refused }.OfType<string>()]);

    public PostcodeAnswer FindPostcode(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return NotGiven;
        if (Postcode.Read(text, out var district) is not { } postcode)
            return district is null ? NotAPostcode : NotAPostcode with { Home = new HomePlace { PostcodeDistrict = district } };
        if (postcodes.Current is not { } index || !index.TryFind(postcode, out var codes, out var isTerminated))
            return NotInDirectory(postcode, text);
        return new PostcodeAnswer(PostcodeState.Known, postcode.ToString(), Home(index, codes, district)) { IsTerminated = isTerminated };
    }

    public GpPractice? FindPractice(string? odsCode)
    {
        if (string.IsNullOrWhiteSpace(odsCode) || odsCode.Length > 20 || !IsWellFormed(odsCode)) return null;
        var entry = practices.Current?.Find(odsCode.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
        return entry is null ? null : WithAuthority(entry).Practice;
    }

    public IReadOnlyList<PracticeEntry> SearchPractices(string? words, int most) =>
        string.IsNullOrWhiteSpace(words) || !IsWellFormed(words) ? [] : [.. (practices.Current?.Search(words, most) ?? []).Select(WithAuthority)];

    public IReadOnlyList<string> AuthoritiesOfTown(string? name) =>
        string.IsNullOrWhiteSpace(name) || !IsWellFormed(name) ? []
        : [.. (practices.Current?.InTown(name) ?? []).Select(entry => WithAuthority(entry).Practice.AuthorityCode).OfType<string>()
            .GroupBy(code => code).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];

    public IEnumerable<string> BoardsOf(string authority) => postcodes.Current?.BoardsOf(authority) ?? [];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => timer.Dispose();

    private void Refresh()
    {
        postcodes.Refresh();
        practices.Refresh();
    }

    // The practice files give no authority, so it is taken from the practice's postcode.
    private PracticeEntry WithAuthority(PracticeEntry entry) =>
        entry with { Practice = entry.Practice with { AuthorityCode = FindPostcode(entry.Postcode).Home.AuthorityCode } };

    // The postcode directory does not give the network, which stays unknown unless the practice states it.
    private static HomePlace Home(PostcodeIndex index, PlaceCodes codes, string? district) => new()
    {
        BoardCode = index.Shared(codes.Board),
        SubBoardCode = index.Shared(codes.SubBoard),
        AuthorityCode = index.Shared(codes.Authority),
        WardCode = OnsCode.Unpack(codes.Ward),
        LsoaCode = OnsCode.Unpack(codes.Lsoa),
        PostcodeDistrict = district,
    };

    // Lone surrogates cannot be normalised, and no name or code contains one.
    // A typing error is corrected only into a postcode that exists: "GIR 0AA" is not G1R 0AA.
    private static PostcodeAnswer NotInDirectory(Postcode postcode, string text)
    {
        var typed = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return postcode.ToString().Replace(" ", "", StringComparison.Ordinal) == typed
            ? new(PostcodeState.NotInDirectory, postcode.ToString(), new HomePlace { PostcodeDistrict = postcode.District })
            : new(PostcodeState.NotInDirectory, null, HomePlace.Unknown);
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return false;
        }
        return true;
    }

    private static PlaceIndexStatus? StatusOf(IndexHead? head) =>
        head is null ? null : new PlaceIndexStatus(head.Counts.All, head.Source, head.LoadedAt, head.IsSample);
}
