namespace WorkWell.TestKit;

/// <summary>Family names that differ also where spelling is set aside: whoever has one is nobody's likely duplicate.</summary>
public static class FamilyNames
{
    private const string Consonants = "bdfgklmnprst";
    private static int last = -1;

    /// <summary>A name that nobody in this process has been given.</summary>
    public static string Next() => Of(Interlocked.Increment(ref last));

    /// <summary>The name of a number, such as "Badak": five letters for the first thousand.</summary>
    /// <param name="number">From 0.</param>
    /// <returns>One name for each number.</returns>
    public static string Of(int number)
    {
        var letters = new List<char>();
        for (; letters.Count < 3 || number > 0; number /= Consonants.Length) letters.Add(Consonants[number % Consonants.Length]);
        var name = string.Join('a', letters);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
