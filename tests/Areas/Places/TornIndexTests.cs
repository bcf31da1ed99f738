using FsCheck;
using FsCheck.Fluent;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places.Tests;

public sealed class TornIndexTests : IDisposable
{
    private const string Leicester = "LE4 0ZA,,E06000016,,E92000001,,E54000015,E01013600";

    private readonly PlacesFixture given = new();

    public void Dispose() => given.Dispose();

    [Fact]
    public void An_index_with_any_byte_changed_is_refused_by_its_checksum()
    {
        given.Load(Leicester);
        var whole = File.ReadAllBytes(given.WithoutSample.Postcodes);
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (at, by) =>
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= (byte)by;
            var path = given.WithoutSample.Postcodes + ".changed";
            File.WriteAllBytes(path, bytes);
            return Refuses(path);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_index_cut_short_anywhere_is_refused()
    {
        given.Load(Leicester);
        var whole = File.ReadAllBytes(given.WithoutSample.Postcodes);
        var path = given.WithoutSample.Postcodes + ".cut";
        int[] edges = [0, 1, 255, 256, 287, 288, 289, whole.Length - 1];
        Prop.ForAll(Gen.Frequency((1, Gen.Elements(edges)), (2, Gen.Choose(0, whole.Length - 1))).ToArbitrary(), length =>
        {
            File.WriteAllBytes(path, whole[..length]);
            return Refuses(path);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_torn_index_at_start_answers_not_in_the_directory_and_the_sample_does_not_step_in()
    {
        given.Load(Leicester);
        Tear(given.WithSample.Postcodes);

        var places = given.Open(given.WithSample);

        Assert.Equal(PostcodeState.NotInDirectory, places.FindPostcode("LE4 0ZA").State);
        Assert.Null(places.Status.Postcodes);
        Assert.Equal("postcodes.index: its checksum does not match", Assert.Single(places.Status.Refused));
        Assert.Contains(given.Log, line => line.StartsWith("Error: postcodes.index was refused: its checksum does not match", StringComparison.Ordinal));
    }

    [Fact]
    public void A_torn_index_put_in_place_while_a_host_runs_leaves_the_old_one_serving_until_a_good_one_comes()
    {
        given.Load(Leicester);
        var places = given.Open();

        var torn = given.AFile("torn", "not an index");
        File.Move(torn, given.WithoutSample.Postcodes, overwrite: true);
        given.Clock.Advance(TimeSpan.FromSeconds(2));
        given.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(PostcodeState.Known, places.FindPostcode("LE4 0ZA").State);
        Assert.Single(given.Log, line => line.StartsWith("Error", StringComparison.Ordinal));

        given.Load(Leicester.Replace("0ZA", "0ZB", StringComparison.Ordinal));
        given.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(PostcodeState.Known, places.FindPostcode("LE4 0ZB").State);
        Assert.Empty(places.Status.Refused);
    }

    [Fact]
    public void A_torn_sample_is_made_again()
    {
        given.Open(given.WithSample);
        var files = Directory.GetFiles(given.WithSample.Data, "sample-*.index");
        Assert.Equal(2, files.Length);
        foreach (var file in files) Tear(file);

        var places = given.Open(given.WithSample);

        Assert.Equal(PostcodeState.Known, places.FindPostcode("LE4 0ZA").State);
        Assert.NotNull(places.FindPractice("Z99001"));
    }

    private static void Tear(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^5] ^= 1;
        // Replaced as a whole, because an open map of the old file must not change under its reader.
        File.WriteAllBytes(path + ".torn", bytes);
        File.Move(path + ".torn", path, overwrite: true);
    }

    private static bool Refuses(string path)
    {
        try
        {
            PostcodeIndex.Open(path);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
