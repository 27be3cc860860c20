"""Who is who: agent, customer and machines told apart by what they say, where only labels are known.

``signs.yaml`` says what people are known by, ``signs`` finds it, ``voices`` gathers what each label
says, ``weigh`` decides, ``tell`` puts it into words, and ``name`` gives the turns their roles.
"""
