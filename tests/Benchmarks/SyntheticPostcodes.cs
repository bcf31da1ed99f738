using WorkWell.Areas.Places;

namespace WorkWell.Benchmarks;

/// <summary>One invented postcode.</summary>
internal readonly record struct SyntheticPostcode(Postcode Postcode, PlaceCodes Codes, bool IsTerminated);

/// <summary>
/// Invented postcodes in the same number and proportions as the real directory: a third of them terminated, 36,000 small areas, 8,000 wards.
/// </summary>
internal static class SyntheticPostcodes
{
    private static readonly string[] Areas = (
        "B BA BB BD BN BS CB CF CM CR CV DA DE DH DN DY E EN EX G GL GU HA HD HP HU IG IP KT L LE LS LU M ME MK N NE NG NN NR NW OL OX PE PL PO PR RG RM S " +
        "SE SG SK SL SM SN SO SP ST SW TN TW UB W WA WF WN WR WS WV YO").Split(' ');

    public static IReadOnlyList<SyntheticPostcode> Make(int count)
    {
        var random = new Random(1);
        var rows = new List<SyntheticPostcode>(count);
        var taken = new HashSet<uint>(count);
        while (rows.Count < count)
        {
            var (area, district) = (random.Next(Areas.Length), random.Next(1, 40));
            var text = $"{Areas[area]}{district} {random.Next(10)}{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}";
            if (Postcode.Read(text, out _) is not { } postcode || !taken.Add(postcode.Key)) continue;
            var lsoa = (area * 500) + (district * 12) + random.Next(12);
            rows.Add(new SyntheticPostcode(
                postcode, new PlaceCodes(
                Code('E', 54_000_000 + (area % 42)), Code('E', 38_000_000 + (area % 106)), Code('E', 7_000_000 + (lsoa / 120)),
                Code('E', 5_000_000 + (lsoa / 4)), Code('E', 1_000_000 + lsoa)), random.Next(3) == 0));
        }
        return rows;
    }

    public static void Write(string file, IReadOnlyList<SyntheticPostcode> rows)
    {
        using var writer = new StreamWriter(file);
        // The same columns as the real file, filled where the loader reads them.
        writer.WriteLine(
            "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser," +
            "ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,nuts,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,oa11," +
            "lsoa11,msoa11,wz11,ccg,bua22,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21,ru21ind");
        foreach (var (postcode, codes, isTerminated) in rows)
        {
            var text = postcode.ToString();
            writer.WriteLine(
                $"{text},{text},{text},198001,{(isTerminated ? "201506" : "")},E10000018,E58000748," +
                $"{OnsCode.Unpack(codes.Authority)},{OnsCode.Unpack(codes.Ward)},E04005389,0,458000,304000,1,E18000003," +
                $"E40000008,E92000001,E12000004,4,E14001342,E15000001,E24000023,E30000229,E16000112,E05000001,00FNQM,E00069000," +
                $"00FN,E65000001,E01013600,E02002826,5,1A1,E00069001,E01013601,E02002827,E33000001," +
                $"{OnsCode.Unpack(codes.SubBoard)},E63000001,A1,1A1,52.636000,-1.139700,E37000018,,E23000021,12345,E56000001," +
                $"{OnsCode.Unpack(codes.Board)},E00169001,{OnsCode.Unpack(codes.Lsoa)},E02002828,1");
        }
    }

    private static uint Code(char letter, int number) =>
        OnsCode.TryPack($"{letter}{number:D8}", out var packed) ? packed : throw new InvalidOperationException("Not a code.");
}
