namespace CsvHelper;

/// <summary>Something the host's library of this name does not have.</summary>
public static class OldRule
{
    public static string Code => "from-the-old-library";
}
